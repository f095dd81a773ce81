<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Texts in English.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['appcrue:manageoutbox'] = 'See and manage the AppCrue outbox';
$string['appcrue:test'] = 'Send a test push';
$string['cachedef_forumtype'] = 'Types of the forums that messages are about';
$string['checkcron'] = 'AppCrue: scheduled task';
$string['checkgateway'] = 'AppCrue: gateway';
$string['checkoutbox'] = 'AppCrue: outbox';
$string['checktoken'] = 'AppCrue: token';
$string['connection'] = 'Connection';
$string['crondisabled'] = 'The scheduled task is disabled.';
$string['cronlast'] = 'The scheduled task ran {$a} ago.';
$string['cronnever'] = 'The scheduled task has not run yet.';
$string['deleteall'] = 'Delete all';
$string['enable_push'] = 'Enable push notifications';
$string['enable_push_desc'] = 'When this is off, nothing is stored for the phones and nothing is sent.';
$string['eventgatewayconnected'] = 'Gateway connected';
$string['eventoutboxdiscarded'] = 'Outbox messages deleted';
$string['eventoutboxretried'] = 'Outbox messages retried';
$string['eventtestpushsent'] = 'Test push sent';
$string['expireafter'] = 'Expire after';
$string['expireafter_desc'] = 'Messages that could not be handed to the gateway for this long are too old to be pushed and are deleted.';
$string['gatewayurl'] = 'Gateway address';
$string['gatewayurl_desc'] = 'Where the AppCrueNotify gateway answers, for example https://notify.example.edu. It may be a private address.';
$string['match_user_by'] = 'Alias field';
$string['match_user_by_desc'] = 'The user field or profile field by which the app knows a person.';
$string['opengateway'] = 'Open the console of the gateway';
$string['outbox'] = 'AppCrue outbox';
$string['outboxempty'] = 'Nothing is waiting. Refused by the gateway: {$a->failed}.';
$string['outboxexpired'] = 'In the last day {$a} messages became too old before they could be handed over.';
$string['outboxfailed'] = 'Refused ({$a})';
$string['outboxkind'] = 'Kind of message';
$string['outboxnothing'] = 'There are no messages here.';
$string['outboxreason'] = 'Reason';
$string['outboxrecipient'] = 'Recipient';
$string['outboxsummary'] = 'Waiting: {$a->waiting}, the oldest for {$a->age}. Refused by the gateway: {$a->failed}.';
$string['outboxwaiting'] = 'Waiting ({$a})';
$string['pluginname'] = 'AppCrue';
$string['privacy:gatewaynotasked'] = 'The gateway could not be asked what it holds. Please export again later.';
$string['privacy:metadata:gateway'] = 'Messages are sent to the AppCrueNotify gateway, which sends them to people\'s phones.';
$string['privacy:metadata:gateway:alias'] = 'The alias by which the app knows the recipient';
$string['privacy:metadata:gateway:lang'] = 'The recipient\'s language';
$string['privacy:metadata:gateway:message'] = 'The message: subject, texts, link, course, conversation and time';
$string['privacy:metadata:gateway:sender'] = 'The sender\'s ID and name';
$string['privacy:metadata:gateway:timezone'] = 'The recipient\'s time zone';
$string['privacy:metadata:gateway:userid'] = 'The recipient\'s ID';
$string['privacy:metadata:outbox'] = 'Messages that wait for the gateway, and messages that it refused';
$string['privacy:metadata:outbox:msgkey'] = 'The message\'s key';
$string['privacy:metadata:outbox:payload'] = 'The message with its recipient\'s alias and its sender\'s name';
$string['privacy:metadata:outbox:reason'] = 'Why the gateway refused the message';
$string['privacy:metadata:outbox:timecreated'] = 'When the message was stored';
$string['privacy:metadata:outbox:userid'] = 'The recipient\'s ID';
$string['problem_busy'] = 'The gateway asks for patience; sending goes on by itself.';
$string['problem_notgateway'] = 'Something answers at this address, but it is not an AppCrueNotify gateway. Check the address.';
$string['problem_refuses'] = 'The gateway refuses the requests of this plugin. Do their versions belong together?';
$string['problem_server'] = 'The gateway failed; sending goes on when it recovers.';
$string['problem_token'] = 'The gateway does not accept the token. Check the token.';
$string['problem_unreachable'] = 'The gateway cannot be reached; messages wait and are sent when it is back.';
$string['problem_unreadable'] = 'The gateway\'s answer could not be understood; nothing was deleted and it is tried again.';
$string['reasonfailedbefore'] = 'Version 0.5.7 could not deliver it.';
$string['retry'] = 'Retry';
$string['retryall'] = 'Retry all';
$string['statusapplied'] = 'Settings handed over to the gateway: {$a}.';
$string['statuscarrying'] = 'Messages of version 0.5.7 are being carried over.';
$string['statusconnected'] = 'Connected as the site "{$a->site}" since {$a->time}.';
$string['statusconnecting'] = 'Connecting to the gateway. Reload this page to see the result.';
$string['statusdiffers'] = 'Settings of this Moodle that the gateway keeps at another value: {$a}. Look at them at the gateway.';
$string['statuslastok'] = 'The gateway answered last on {$a}.';
$string['statusneverasked'] = 'The gateway has not been asked yet.';
$string['statusnotconfigured'] = 'Type the gateway address and the token to connect.';
$string['statusreachable'] = 'The gateway answers.';
$string['statusrefusal'] = 'The gateway did not take the settings of this Moodle over: {$a}. Set them at the gateway; messages are sent all the same.';
$string['statustokenaccepted'] = 'The gateway accepts the token.';
$string['statuswaiting'] = 'Upgraded from version 0.5.7: messages wait in the outbox until you type the gateway address and the token. The old settings are then handed over.';
$string['taskflush'] = 'Hand messages to the AppCrueNotify gateway';
$string['test_accepted'] = 'The push was accepted. How many phones get it is not known. {$a->reason}';
$string['test_acceptedphones'] = 'The push was accepted for {$a->phones} phones. {$a->reason}';
$string['test_disabled'] = 'Nothing was sent: push notifications are switched off in the settings.';
$string['test_gatewaybusy'] = 'Nothing was sent: the gateway asks for patience. {$a->reason}';
$string['test_gatewaynotgateway'] = 'Nothing was sent: what answers at this address is not an AppCrueNotify gateway. {$a->reason}';
$string['test_gatewayrefuses'] = 'Nothing was sent: the gateway refuses the request. {$a->reason}';
$string['test_gatewayserver'] = 'The gateway failed, so it is not known what happened. {$a->reason}';
$string['test_gatewaytoken'] = 'Nothing was sent: the gateway does not accept the token. {$a->reason}';
$string['test_gatewayunreachable'] = 'The gateway did not answer. {$a->reason}';
$string['test_gatewayunreadable'] = 'The gateway\'s answer could not be understood, so it is not known what happened. {$a->reason}';
$string['test_inactive'] = 'Nothing was sent: this account is suspended or cannot log in.';
$string['test_misconfigured'] = 'Nothing was sent: TwinPush refuses the site\'s credentials or settings at the gateway. {$a->reason}';
$string['test_noalias'] = 'Nothing was sent: the alias field "{$a->reason}" is empty for this person.';
$string['test_noemailever'] = 'Nothing was sent: $CFG->noemailever is set, so this Moodle sends nothing to anybody.';
$string['test_nophone'] = 'TwinPush accepted the push, but this person has the app on no phone. {$a->reason}';
$string['test_notarget'] = 'Nothing was sent: TwinPush does not know this person\'s alias, so nobody has the app with it. {$a->reason}';
$string['test_notconfigured'] = 'Nothing was sent: type the gateway address and the token in the settings first.';
$string['test_notsent'] = 'Nothing was sent: the gateway could not reach TwinPush. {$a->reason}';
$string['test_nouser'] = 'There is no user with this username.';
$string['test_rejected'] = 'TwinPush refused the push. {$a->reason}';
$string['test_unavailable'] = 'TwinPush is not available at the moment. {$a->reason}';
$string['test_unknown'] = 'TwinPush\'s answer was lost, so it is not known whether the push was sent. {$a->reason}';
$string['testpage'] = 'Send a test push';
$string['testsend'] = 'Send';
$string['testusername'] = 'Username';
$string['testusername_help'] = 'The person who gets the test push. The push is sent at once, whatever the person\'s notification preferences are.';
$string['token'] = 'Site token';
$string['token_desc'] = 'The token that the gateway gave for this Moodle.';
