<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Texts in Spanish.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['appcrue:manageoutbox'] = 'Ver y gestionar la bandeja de salida de AppCrue';
$string['appcrue:test'] = 'Enviar una notificación push de prueba';
$string['cachedef_forumtype'] = 'Tipos de los foros de los que tratan los mensajes';
$string['checkcron'] = 'AppCrue: tarea programada';
$string['checkgateway'] = 'AppCrue: pasarela';
$string['checkoutbox'] = 'AppCrue: bandeja de salida';
$string['checktoken'] = 'AppCrue: token';
$string['connection'] = 'Conexión';
$string['crondisabled'] = 'La tarea programada está deshabilitada.';
$string['cronlast'] = 'La tarea programada se ejecutó hace {$a}.';
$string['cronnever'] = 'La tarea programada todavía no se ha ejecutado.';
$string['deleteall'] = 'Eliminar todos';
$string['enable_push'] = 'Activar las notificaciones push';
$string['enable_push_desc'] = 'Si está desactivado, no se guarda ni se envía nada para los teléfonos.';
$string['eventgatewayconnected'] = 'Pasarela conectada';
$string['eventoutboxdiscarded'] = 'Mensajes de la bandeja de salida eliminados';
$string['eventoutboxretried'] = 'Mensajes de la bandeja de salida reintentados';
$string['eventtestpushsent'] = 'Notificación push de prueba enviada';
$string['expireafter'] = 'Caducan después de';
$string['expireafter_desc'] = 'Los mensajes que no se han podido entregar a la pasarela durante este tiempo son demasiado antiguos para enviarse y se eliminan.';
$string['gatewayurl'] = 'Dirección de la pasarela';
$string['gatewayurl_desc'] = 'Dónde responde la pasarela AppCrueNotify, por ejemplo https://notify.example.edu. Puede ser una dirección privada.';
$string['match_user_by'] = 'Campo del alias';
$string['match_user_by_desc'] = 'El campo de usuario o de perfil por el que la aplicación conoce a cada persona.';
$string['opengateway'] = 'Abrir la consola de la pasarela';
$string['outbox'] = 'Bandeja de salida de AppCrue';
$string['outboxempty'] = 'No hay nada en espera. Rechazados por la pasarela: {$a->failed}.';
$string['outboxexpired'] = 'En el último día, {$a} mensajes caducaron antes de poder entregarse.';
$string['outboxfailed'] = 'Rechazados ({$a})';
$string['outboxkind'] = 'Tipo de mensaje';
$string['outboxnothing'] = 'Aquí no hay mensajes.';
$string['outboxreason'] = 'Motivo';
$string['outboxrecipient'] = 'Destinatario';
$string['outboxsummary'] = 'En espera: {$a->waiting}, el más antiguo desde hace {$a->age}. Rechazados por la pasarela: {$a->failed}.';
$string['outboxwaiting'] = 'En espera ({$a})';
$string['pluginname'] = 'AppCrue';
$string['privacy:gatewaynotasked'] = 'No se ha podido preguntar a la pasarela qué datos tiene. Vuelva a exportar más tarde.';
$string['privacy:metadata:gateway'] = 'Los mensajes se envían a la pasarela AppCrueNotify, que los envía a los teléfonos.';
$string['privacy:metadata:gateway:alias'] = 'El alias por el que la aplicación conoce al destinatario';
$string['privacy:metadata:gateway:lang'] = 'El idioma del destinatario';
$string['privacy:metadata:gateway:message'] = 'El mensaje: asunto, textos, enlace, curso, conversación y hora';
$string['privacy:metadata:gateway:sender'] = 'El identificador y el nombre del remitente';
$string['privacy:metadata:gateway:timezone'] = 'La zona horaria del destinatario';
$string['privacy:metadata:gateway:userid'] = 'El identificador del destinatario';
$string['privacy:metadata:outbox'] = 'Mensajes que esperan a la pasarela y mensajes que esta ha rechazado';
$string['privacy:metadata:outbox:msgkey'] = 'La clave del mensaje';
$string['privacy:metadata:outbox:payload'] = 'El mensaje con el alias del destinatario y el nombre del remitente';
$string['privacy:metadata:outbox:reason'] = 'Por qué la pasarela rechazó el mensaje';
$string['privacy:metadata:outbox:timecreated'] = 'Cuándo se guardó el mensaje';
$string['privacy:metadata:outbox:userid'] = 'El identificador del destinatario';
$string['problem_busy'] = 'La pasarela pide paciencia; el envío continuará por sí solo.';
$string['problem_notgateway'] = 'En esta dirección responde algo que no es una pasarela AppCrueNotify. Revise la dirección.';
$string['problem_refuses'] = 'La pasarela rechaza las peticiones de este plugin. ¿Sus versiones son compatibles?';
$string['problem_server'] = 'La pasarela ha fallado; el envío continuará cuando se recupere.';
$string['problem_token'] = 'La pasarela no acepta el token. Revise el token.';
$string['problem_unreachable'] = 'No se puede acceder a la pasarela; los mensajes esperan y se enviarán cuando vuelva.';
$string['problem_unreadable'] = 'No se ha entendido la respuesta de la pasarela; no se ha eliminado nada y se volverá a intentar.';
$string['reasonfailedbefore'] = 'La versión 0.5.7 no pudo entregarlo.';
$string['retry'] = 'Reintentar';
$string['retryall'] = 'Reintentar todos';
$string['statusapplied'] = 'Ajustes entregados a la pasarela: {$a}.';
$string['statuscarrying'] = 'Se están traspasando los mensajes de la versión 0.5.7.';
$string['statusconnected'] = 'Conectado como el sitio «{$a->site}» desde {$a->time}.';
$string['statusconnecting'] = 'Conectando con la pasarela. Recargue esta página para ver el resultado.';
$string['statusdiffers'] = 'Ajustes de este Moodle que la pasarela mantiene con otro valor: {$a}. Revíselos en la pasarela.';
$string['statuslastok'] = 'La pasarela respondió por última vez el {$a}.';
$string['statusneverasked'] = 'Todavía no se ha preguntado a la pasarela.';
$string['statusnotconfigured'] = 'Escriba la dirección de la pasarela y el token para conectar.';
$string['statusreachable'] = 'La pasarela responde.';
$string['statusrefusal'] = 'La pasarela no ha aceptado los ajustes de este Moodle: {$a}. Configúrelos en la pasarela; los mensajes se envían igualmente.';
$string['statustokenaccepted'] = 'La pasarela acepta el token.';
$string['statuswaiting'] = 'Actualizado desde la versión 0.5.7: los mensajes esperan en la bandeja de salida hasta que escriba la dirección de la pasarela y el token. Entonces se entregarán los ajustes antiguos.';
$string['taskflush'] = 'Entregar los mensajes a la pasarela AppCrueNotify';
$string['test_accepted'] = 'La notificación fue aceptada. No se sabe a cuántos teléfonos llega. {$a->reason}';
$string['test_acceptedphones'] = 'La notificación fue aceptada para {$a->phones} teléfonos. {$a->reason}';
$string['test_disabled'] = 'No se ha enviado nada: las notificaciones push están desactivadas en los ajustes.';
$string['test_gatewaybusy'] = 'No se ha enviado nada: la pasarela pide paciencia. {$a->reason}';
$string['test_gatewaynotgateway'] = 'No se ha enviado nada: lo que responde en esta dirección no es una pasarela AppCrueNotify. {$a->reason}';
$string['test_gatewayrefuses'] = 'No se ha enviado nada: la pasarela rechaza la petición. {$a->reason}';
$string['test_gatewayserver'] = 'La pasarela ha fallado, así que no se sabe qué ha pasado. {$a->reason}';
$string['test_gatewaytoken'] = 'No se ha enviado nada: la pasarela no acepta el token. {$a->reason}';
$string['test_gatewayunreachable'] = 'La pasarela no ha respondido. {$a->reason}';
$string['test_gatewayunreadable'] = 'No se ha entendido la respuesta de la pasarela, así que no se sabe qué ha pasado. {$a->reason}';
$string['test_inactive'] = 'No se ha enviado nada: esta cuenta está suspendida o no puede iniciar sesión.';
$string['test_misconfigured'] = 'No se ha enviado nada: TwinPush rechaza las credenciales o los ajustes del sitio en la pasarela. {$a->reason}';
$string['test_noalias'] = 'No se ha enviado nada: el campo del alias «{$a->reason}» está vacío para esta persona.';
$string['test_noemailever'] = 'No se ha enviado nada: $CFG->noemailever está activo y este Moodle no envía nada a nadie.';
$string['test_nophone'] = 'TwinPush aceptó la notificación, pero esta persona no tiene la aplicación en ningún teléfono. {$a->reason}';
$string['test_notarget'] = 'No se ha enviado nada: TwinPush no conoce el alias de esta persona; nadie tiene la aplicación con él. {$a->reason}';
$string['test_notconfigured'] = 'No se ha enviado nada: escriba primero la dirección de la pasarela y el token en los ajustes.';
$string['test_notsent'] = 'No se ha enviado nada: la pasarela no ha podido acceder a TwinPush. {$a->reason}';
$string['test_nouser'] = 'No hay ningún usuario con este nombre de usuario.';
$string['test_rejected'] = 'TwinPush ha rechazado la notificación. {$a->reason}';
$string['test_unavailable'] = 'TwinPush no está disponible en este momento. {$a->reason}';
$string['test_unknown'] = 'La respuesta de TwinPush se ha perdido; no se sabe si la notificación se envió. {$a->reason}';
$string['testpage'] = 'Enviar una notificación de prueba';
$string['testsend'] = 'Enviar';
$string['testusername'] = 'Nombre de usuario';
$string['testusername_help'] = 'La persona que recibe la notificación de prueba. Se envía inmediatamente, sean cuales sean sus preferencias de notificación.';
$string['token'] = 'Token del sitio';
$string['token_desc'] = 'El token que la pasarela dio para este Moodle.';
