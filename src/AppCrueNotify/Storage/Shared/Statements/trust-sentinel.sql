UPDATE sentinel SET rejections = 0 WHERE site_id = @site AND rejections > 0
