-- What each phone of the recipient reported, as small JSON with the attempt it belongs to: the last column, so that dispatch does not read it.
ALTER TABLE recipient ADD COLUMN phones TEXT;
