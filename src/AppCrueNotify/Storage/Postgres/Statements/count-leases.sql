SELECT (SELECT count(*) FROM lease), (SELECT count(*) FROM node WHERE seen_until > gateway_now()), (SELECT count(*) FROM node WHERE seen_until > gateway_now() AND id < @node),
       (SELECT count(*) FROM lease WHERE holder = @node)
