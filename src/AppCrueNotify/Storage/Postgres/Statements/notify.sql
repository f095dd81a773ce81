SELECT pg_notify('appcrue_work', @sites)
