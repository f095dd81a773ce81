SELECT state AS State, count(*) AS Number FROM recipient WHERE site_id = @Site AND key >= @From AND key < @Upto GROUP BY state
