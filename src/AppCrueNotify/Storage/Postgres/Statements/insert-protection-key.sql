INSERT INTO protection_key (name, xml) VALUES (@name, @xml)
