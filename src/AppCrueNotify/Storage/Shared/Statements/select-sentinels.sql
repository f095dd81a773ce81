SELECT site_id AS "SiteId", alias AS "Alias", device_id AS "DeviceId", app AS "App", identity AS "Identity", state AS "State", reason AS "Reason", way AS "Way",
       found_after AS "FoundAfter", rejections AS "Rejections", report AS "Report", passed AS "Passed", tested_at AS "TestedAt", checked_at AS "CheckedAt", changed_at AS "ChangedAt"
FROM sentinel WHERE cast(@site AS bigint) IS NULL OR site_id = @site
