SELECT d.site_id, d.listed_at,
       (SELECT count(*) FROM directory_alias a WHERE a.site_id = d.site_id),
       (SELECT count(*) FROM directory_alias a WHERE a.site_id = d.site_id AND a.knows = 'active')
FROM directory d
