SELECT d.site_id FROM directory d JOIN site s ON s.id = d.site_id WHERE s.api_token IS NULL
