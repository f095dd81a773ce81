<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Texts in Galician.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['appcrue:manageoutbox'] = 'Ver e xestionar a caixa de saída de AppCrue';
$string['appcrue:test'] = 'Enviar unha notificación push de proba';
$string['cachedef_forumtype'] = 'Tipos dos foros dos que tratan as mensaxes';
$string['checkcron'] = 'AppCrue: tarefa programada';
$string['checkgateway'] = 'AppCrue: pasarela';
$string['checkoutbox'] = 'AppCrue: caixa de saída';
$string['checktoken'] = 'AppCrue: token';
$string['connection'] = 'Conexión';
$string['crondisabled'] = 'A tarefa programada está desactivada.';
$string['cronlast'] = 'A tarefa programada executouse hai {$a}.';
$string['cronnever'] = 'A tarefa programada aínda non se executou.';
$string['deleteall'] = 'Eliminar todo';
$string['enable_push'] = 'Activar as notificacións push';
$string['enable_push_desc'] = 'Se está desactivado, non se garda nin se envía nada para os teléfonos.';
$string['eventgatewayconnected'] = 'Pasarela conectada';
$string['eventoutboxdiscarded'] = 'Mensaxes da caixa de saída eliminadas';
$string['eventoutboxretried'] = 'Mensaxes da caixa de saída reintentadas';
$string['eventtestpushsent'] = 'Notificación push de proba enviada';
$string['expireafter'] = 'Caducan despois de';
$string['expireafter_desc'] = 'As mensaxes que non se puideron entregar á pasarela durante este tempo son demasiado antigas para enviarse e elimínanse.';
$string['gatewayurl'] = 'Enderezo da pasarela';
$string['gatewayurl_desc'] = 'Onde responde a pasarela AppCrueNotify, por exemplo https://notify.example.edu. Pode ser un enderezo privado.';
$string['match_user_by'] = 'Campo do alias';
$string['match_user_by_desc'] = 'O campo de usuario ou de perfil polo que a aplicación coñece cada persoa.';
$string['opengateway'] = 'Abrir a consola da pasarela';
$string['outbox'] = 'Caixa de saída de AppCrue';
$string['outboxempty'] = 'Non hai nada en espera. Rexeitadas pola pasarela: {$a->failed}.';
$string['outboxexpired'] = 'No último día, {$a} mensaxes caducaron antes de poder entregarse.';
$string['outboxfailed'] = 'Rexeitadas ({$a})';
$string['outboxkind'] = 'Tipo de mensaxe';
$string['outboxnothing'] = 'Aquí non hai mensaxes.';
$string['outboxreason'] = 'Motivo';
$string['outboxrecipient'] = 'Destinatario';
$string['outboxsummary'] = 'En espera: {$a->waiting}, a máis antiga desde hai {$a->age}. Rexeitadas pola pasarela: {$a->failed}.';
$string['outboxwaiting'] = 'En espera ({$a})';
$string['pluginname'] = 'AppCrue';
$string['privacy:gatewaynotasked'] = 'Non se puido preguntar á pasarela que datos ten. Volva exportar máis tarde.';
$string['privacy:metadata:gateway'] = 'As mensaxes envíanse á pasarela AppCrueNotify, que as envía aos teléfonos.';
$string['privacy:metadata:gateway:alias'] = 'O alias polo que a aplicación coñece o destinatario';
$string['privacy:metadata:gateway:lang'] = 'O idioma do destinatario';
$string['privacy:metadata:gateway:message'] = 'A mensaxe: asunto, textos, ligazón, curso, conversa e hora';
$string['privacy:metadata:gateway:sender'] = 'O identificador e o nome do remitente';
$string['privacy:metadata:gateway:timezone'] = 'O fuso horario do destinatario';
$string['privacy:metadata:gateway:userid'] = 'O identificador do destinatario';
$string['privacy:metadata:outbox'] = 'Mensaxes que agardan pola pasarela e mensaxes que esta rexeitou';
$string['privacy:metadata:outbox:msgkey'] = 'A clave da mensaxe';
$string['privacy:metadata:outbox:payload'] = 'A mensaxe co alias do destinatario e o nome do remitente';
$string['privacy:metadata:outbox:reason'] = 'Por que a pasarela rexeitou a mensaxe';
$string['privacy:metadata:outbox:timecreated'] = 'Cando se gardou a mensaxe';
$string['privacy:metadata:outbox:userid'] = 'O identificador do destinatario';
$string['problem_busy'] = 'A pasarela pide paciencia; o envío continuará por si só.';
$string['problem_notgateway'] = 'Neste enderezo responde algo que non é unha pasarela AppCrueNotify. Revise o enderezo.';
$string['problem_refuses'] = 'A pasarela rexeita as peticións deste complemento. As súas versións son compatibles?';
$string['problem_server'] = 'A pasarela fallou; o envío continuará cando se recupere.';
$string['problem_token'] = 'A pasarela non acepta o token. Revise o token.';
$string['problem_unreachable'] = 'Non se pode acceder á pasarela; as mensaxes agardan e enviaranse cando volva.';
$string['problem_unreadable'] = 'Non se entendeu a resposta da pasarela; non se eliminou nada e tentarase de novo.';
$string['reasonfailedbefore'] = 'A versión 0.5.7 non puido entregala.';
$string['retry'] = 'Tentar de novo';
$string['retryall'] = 'Tentar todo de novo';
$string['statusapplied'] = 'Axustes entregados á pasarela: {$a}.';
$string['statuscarrying'] = 'Estanse traspasando as mensaxes da versión 0.5.7.';
$string['statusconnected'] = 'Conectado como o sitio «{$a->site}» desde {$a->time}.';
$string['statusconnecting'] = 'Conectando coa pasarela. Recargue esta páxina para ver o resultado.';
$string['statusdiffers'] = 'Axustes deste Moodle que a pasarela mantén con outro valor: {$a}. Revíseos na pasarela.';
$string['statuslastok'] = 'A pasarela respondeu por última vez o {$a}.';
$string['statusneverasked'] = 'Aínda non se preguntou á pasarela.';
$string['statusnotconfigured'] = 'Escriba o enderezo da pasarela e o token para conectar.';
$string['statusreachable'] = 'A pasarela responde.';
$string['statusrefusal'] = 'A pasarela non aceptou os axustes deste Moodle: {$a}. Configúreos na pasarela; as mensaxes envíanse igualmente.';
$string['statustokenaccepted'] = 'A pasarela acepta o token.';
$string['statuswaiting'] = 'Actualizado desde a versión 0.5.7: as mensaxes agardan na caixa de saída ata que escriba o enderezo da pasarela e o token. Entón entregaranse os axustes antigos.';
$string['taskflush'] = 'Entregar as mensaxes á pasarela AppCrueNotify';
$string['test_accepted'] = 'A notificación foi aceptada. Non se sabe a cantos teléfonos chega. {$a->reason}';
$string['test_acceptedphones'] = 'A notificación foi aceptada para {$a->phones} teléfonos. {$a->reason}';
$string['test_disabled'] = 'Non se enviou nada: as notificacións push están desactivadas nos axustes.';
$string['test_gatewaybusy'] = 'Non se enviou nada: a pasarela pide paciencia. {$a->reason}';
$string['test_gatewaynotgateway'] = 'Non se enviou nada: o que responde neste enderezo non é unha pasarela AppCrueNotify. {$a->reason}';
$string['test_gatewayrefuses'] = 'Non se enviou nada: a pasarela rexeita a petición. {$a->reason}';
$string['test_gatewayserver'] = 'A pasarela fallou, así que non se sabe que pasou. {$a->reason}';
$string['test_gatewaytoken'] = 'Non se enviou nada: a pasarela non acepta o token. {$a->reason}';
$string['test_gatewayunreachable'] = 'A pasarela non respondeu. {$a->reason}';
$string['test_gatewayunreadable'] = 'Non se entendeu a resposta da pasarela, así que non se sabe que pasou. {$a->reason}';
$string['test_inactive'] = 'Non se enviou nada: esta conta está suspendida ou non pode iniciar sesión.';
$string['test_misconfigured'] = 'Non se enviou nada: TwinPush rexeita as credenciais ou os axustes do sitio na pasarela. {$a->reason}';
$string['test_noalias'] = 'Non se enviou nada: o campo do alias «{$a->reason}» está baleiro para esta persoa.';
$string['test_noemailever'] = 'Non se enviou nada: $CFG->noemailever está activo e este Moodle non envía nada a ninguén.';
$string['test_nophone'] = 'TwinPush aceptou a notificación, pero esta persoa non ten a aplicación en ningún teléfono. {$a->reason}';
$string['test_notarget'] = 'Non se enviou nada: TwinPush non coñece o alias desta persoa; ninguén ten a aplicación con el. {$a->reason}';
$string['test_notconfigured'] = 'Non se enviou nada: escriba primeiro o enderezo da pasarela e o token nos axustes.';
$string['test_notsent'] = 'Non se enviou nada: a pasarela non puido acceder a TwinPush. {$a->reason}';
$string['test_nouser'] = 'Non hai ningún usuario con este nome de usuario.';
$string['test_rejected'] = 'TwinPush rexeitou a notificación. {$a->reason}';
$string['test_unavailable'] = 'TwinPush non está dispoñible neste momento. {$a->reason}';
$string['test_unknown'] = 'A resposta de TwinPush perdeuse; non se sabe se a notificación se enviou. {$a->reason}';
$string['testpage'] = 'Enviar unha notificación de proba';
$string['testsend'] = 'Enviar';
$string['testusername'] = 'Nome de usuario';
$string['testusername_help'] = 'A persoa que recibe a notificación de proba. Envíase inmediatamente, sexan cales sexan as súas preferencias de notificación.';
$string['token'] = 'Token do sitio';
$string['token_desc'] = 'O token que a pasarela deu para este Moodle.';
