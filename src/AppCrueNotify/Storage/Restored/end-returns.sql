-- Who had no app then may have got both since, the app and the message.
UPDATE recipient SET may_return = 0 WHERE state = 'undeliverable' AND may_return = 1
