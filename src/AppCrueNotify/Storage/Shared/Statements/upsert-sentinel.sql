INSERT INTO sentinel (site_id, alias, device_id, app, identity, state, reason, way, found_after, rejections, report, passed, tested_at, checked_at, changed_at)
VALUES (@site, @alias, @device, @app, @identity, @state, @reason, @way, @found, @rejections, @report, @passed, @tested, @checked, @changed)
ON CONFLICT (site_id) DO UPDATE SET alias = excluded.alias, device_id = excluded.device_id, app = excluded.app, identity = excluded.identity, state = excluded.state,
    reason = excluded.reason, way = excluded.way, found_after = excluded.found_after, rejections = excluded.rejections, report = excluded.report,
    passed = excluded.passed, tested_at = excluded.tested_at, checked_at = excluded.checked_at, changed_at = excluded.changed_at
