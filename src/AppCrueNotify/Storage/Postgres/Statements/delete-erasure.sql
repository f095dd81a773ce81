DELETE FROM erasure WHERE site_id = @site AND user_id = @user AND up_to = @to
