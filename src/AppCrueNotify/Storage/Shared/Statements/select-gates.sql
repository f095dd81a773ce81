SELECT site_id AS "SiteId", since AS "Since", reason AS "Reason", failures AS "Failures", probe_at AS "ProbeAt" FROM site_gate
