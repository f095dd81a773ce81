<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Texts in Catalan.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['appcrue:manageoutbox'] = 'Veure i gestionar la safata de sortida d\'AppCrue';
$string['appcrue:test'] = 'Enviar una notificació push de prova';
$string['cachedef_forumtype'] = 'Tipus dels fòrums de què tracten els missatges';
$string['checkcron'] = 'AppCrue: tasca programada';
$string['checkgateway'] = 'AppCrue: passarel·la';
$string['checkoutbox'] = 'AppCrue: safata de sortida';
$string['checktoken'] = 'AppCrue: testimoni';
$string['connection'] = 'Connexió';
$string['crondisabled'] = 'La tasca programada està inhabilitada.';
$string['cronlast'] = 'La tasca programada es va executar fa {$a}.';
$string['cronnever'] = 'La tasca programada encara no s\'ha executat.';
$string['deleteall'] = 'Elimina-ho tot';
$string['enable_push'] = 'Activa les notificacions push';
$string['enable_push_desc'] = 'Si està desactivat, no es desa ni s\'envia res per als telèfons.';
$string['eventgatewayconnected'] = 'Passarel·la connectada';
$string['eventoutboxdiscarded'] = 'Missatges de la safata de sortida eliminats';
$string['eventoutboxretried'] = 'Missatges de la safata de sortida reintentats';
$string['eventtestpushsent'] = 'Notificació push de prova enviada';
$string['expireafter'] = 'Caduquen després de';
$string['expireafter_desc'] = 'Els missatges que no s\'han pogut lliurar a la passarel·la durant aquest temps són massa antics per enviar-los i s\'eliminen.';
$string['gatewayurl'] = 'Adreça de la passarel·la';
$string['gatewayurl_desc'] = 'On respon la passarel·la AppCrueNotify, per exemple https://notify.example.edu. Pot ser una adreça privada.';
$string['match_user_by'] = 'Camp de l\'àlies';
$string['match_user_by_desc'] = 'El camp d\'usuari o de perfil pel qual l\'aplicació coneix cada persona.';
$string['opengateway'] = 'Obre la consola de la passarel·la';
$string['outbox'] = 'Safata de sortida d\'AppCrue';
$string['outboxempty'] = 'No hi ha res en espera. Rebutjats per la passarel·la: {$a->failed}.';
$string['outboxexpired'] = 'En l\'últim dia, {$a} missatges van caducar abans de poder lliurar-los.';
$string['outboxfailed'] = 'Rebutjats ({$a})';
$string['outboxkind'] = 'Tipus de missatge';
$string['outboxnothing'] = 'Aquí no hi ha missatges.';
$string['outboxreason'] = 'Motiu';
$string['outboxrecipient'] = 'Destinatari';
$string['outboxsummary'] = 'En espera: {$a->waiting}, el més antic des de fa {$a->age}. Rebutjats per la passarel·la: {$a->failed}.';
$string['outboxwaiting'] = 'En espera ({$a})';
$string['pluginname'] = 'AppCrue';
$string['privacy:gatewaynotasked'] = 'No s\'ha pogut preguntar a la passarel·la quines dades té. Torneu a exportar més tard.';
$string['privacy:metadata:gateway'] = 'Els missatges s\'envien a la passarel·la AppCrueNotify, que els envia als telèfons.';
$string['privacy:metadata:gateway:alias'] = 'L\'àlies pel qual l\'aplicació coneix el destinatari';
$string['privacy:metadata:gateway:lang'] = 'L\'idioma del destinatari';
$string['privacy:metadata:gateway:message'] = 'El missatge: assumpte, textos, enllaç, curs, conversa i hora';
$string['privacy:metadata:gateway:sender'] = 'L\'identificador i el nom del remitent';
$string['privacy:metadata:gateway:timezone'] = 'La zona horària del destinatari';
$string['privacy:metadata:gateway:userid'] = 'L\'identificador del destinatari';
$string['privacy:metadata:outbox'] = 'Missatges que esperen la passarel·la i missatges que aquesta ha rebutjat';
$string['privacy:metadata:outbox:msgkey'] = 'La clau del missatge';
$string['privacy:metadata:outbox:payload'] = 'El missatge amb l\'àlies del destinatari i el nom del remitent';
$string['privacy:metadata:outbox:reason'] = 'Per què la passarel·la va rebutjar el missatge';
$string['privacy:metadata:outbox:timecreated'] = 'Quan es va desar el missatge';
$string['privacy:metadata:outbox:userid'] = 'L\'identificador del destinatari';
$string['problem_busy'] = 'La passarel·la demana paciència; l\'enviament continuarà tot sol.';
$string['problem_notgateway'] = 'En aquesta adreça respon alguna cosa que no és una passarel·la AppCrueNotify. Reviseu l\'adreça.';
$string['problem_refuses'] = 'La passarel·la rebutja les peticions d\'aquest connector. Les versions són compatibles?';
$string['problem_server'] = 'La passarel·la ha fallat; l\'enviament continuarà quan es recuperi.';
$string['problem_token'] = 'La passarel·la no accepta el testimoni. Reviseu el testimoni.';
$string['problem_unreachable'] = 'No es pot accedir a la passarel·la; els missatges esperen i s\'enviaran quan torni.';
$string['problem_unreadable'] = 'No s\'ha entès la resposta de la passarel·la; no s\'ha eliminat res i es tornarà a provar.';
$string['reasonfailedbefore'] = 'La versió 0.5.7 no el va poder lliurar.';
$string['retry'] = 'Torna-ho a provar';
$string['retryall'] = 'Torna-ho a provar tot';
$string['statusapplied'] = 'Paràmetres lliurats a la passarel·la: {$a}.';
$string['statuscarrying'] = 'S\'estan traspassant els missatges de la versió 0.5.7.';
$string['statusconnected'] = 'Connectat com al lloc «{$a->site}» des de {$a->time}.';
$string['statusconnecting'] = 'S\'està connectant amb la passarel·la. Recarregueu aquesta pàgina per veure\'n el resultat.';
$string['statusdiffers'] = 'Paràmetres d\'aquest Moodle que la passarel·la manté amb un altre valor: {$a}. Reviseu-los a la passarel·la.';
$string['statuslastok'] = 'La passarel·la va respondre per última vegada el {$a}.';
$string['statusneverasked'] = 'Encara no s\'ha preguntat a la passarel·la.';
$string['statusnotconfigured'] = 'Escriviu l\'adreça de la passarel·la i el testimoni per connectar.';
$string['statusreachable'] = 'La passarel·la respon.';
$string['statusrefusal'] = 'La passarel·la no ha acceptat els paràmetres d\'aquest Moodle: {$a}. Configureu-los a la passarel·la; els missatges s\'envien igualment.';
$string['statustokenaccepted'] = 'La passarel·la accepta el testimoni.';
$string['statuswaiting'] = 'Actualitzat des de la versió 0.5.7: els missatges esperen a la safata de sortida fins que escriviu l\'adreça de la passarel·la i el testimoni. Llavors es lliuraran els paràmetres antics.';
$string['taskflush'] = 'Lliurar els missatges a la passarel·la AppCrueNotify';
$string['test_accepted'] = 'La notificació ha estat acceptada. No se sap a quants telèfons arriba. {$a->reason}';
$string['test_acceptedphones'] = 'La notificació ha estat acceptada per a {$a->phones} telèfons. {$a->reason}';
$string['test_disabled'] = 'No s\'ha enviat res: les notificacions push estan desactivades als paràmetres.';
$string['test_gatewaybusy'] = 'No s\'ha enviat res: la passarel·la demana paciència. {$a->reason}';
$string['test_gatewaynotgateway'] = 'No s\'ha enviat res: el que respon en aquesta adreça no és una passarel·la AppCrueNotify. {$a->reason}';
$string['test_gatewayrefuses'] = 'No s\'ha enviat res: la passarel·la rebutja la petició. {$a->reason}';
$string['test_gatewayserver'] = 'La passarel·la ha fallat, de manera que no se sap què ha passat. {$a->reason}';
$string['test_gatewaytoken'] = 'No s\'ha enviat res: la passarel·la no accepta el testimoni. {$a->reason}';
$string['test_gatewayunreachable'] = 'La passarel·la no ha respost. {$a->reason}';
$string['test_gatewayunreadable'] = 'No s\'ha entès la resposta de la passarel·la, de manera que no se sap què ha passat. {$a->reason}';
$string['test_inactive'] = 'No s\'ha enviat res: aquest compte està suspès o no pot iniciar la sessió.';
$string['test_misconfigured'] = 'No s\'ha enviat res: TwinPush rebutja les credencials o els paràmetres del lloc a la passarel·la. {$a->reason}';
$string['test_noalias'] = 'No s\'ha enviat res: el camp de l\'àlies «{$a->reason}» és buit per a aquesta persona.';
$string['test_noemailever'] = 'No s\'ha enviat res: $CFG->noemailever està activat i aquest Moodle no envia res a ningú.';
$string['test_nophone'] = 'TwinPush ha acceptat la notificació, però aquesta persona no té l\'aplicació en cap telèfon. {$a->reason}';
$string['test_notarget'] = 'No s\'ha enviat res: TwinPush no coneix l\'àlies d\'aquesta persona; ningú no hi té l\'aplicació. {$a->reason}';
$string['test_notconfigured'] = 'No s\'ha enviat res: escriviu primer l\'adreça de la passarel·la i el testimoni als paràmetres.';
$string['test_notsent'] = 'No s\'ha enviat res: la passarel·la no ha pogut accedir a TwinPush. {$a->reason}';
$string['test_nouser'] = 'No hi ha cap usuari amb aquest nom d\'usuari.';
$string['test_rejected'] = 'TwinPush ha rebutjat la notificació. {$a->reason}';
$string['test_unavailable'] = 'TwinPush no està disponible en aquest moment. {$a->reason}';
$string['test_unknown'] = 'La resposta de TwinPush s\'ha perdut; no se sap si la notificació es va enviar. {$a->reason}';
$string['testpage'] = 'Envia una notificació de prova';
$string['testsend'] = 'Envia';
$string['testusername'] = 'Nom d\'usuari';
$string['testusername_help'] = 'La persona que rep la notificació de prova. S\'envia immediatament, siguin quines siguin les seves preferències de notificació.';
$string['token'] = 'Testimoni del lloc';
$string['token_desc'] = 'El testimoni que la passarel·la va donar per a aquest Moodle.';
