INSERT INTO attempt (site_id, tag, kind, push_id, recipients, state, claimed_at, lease_until, sentinel)
VALUES (@site, @tag, @kind, @push, @recipients, 'claimed', @now, @lease, @sentinel)
RETURNING id
