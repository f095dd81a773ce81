SELECT version FROM site_version
