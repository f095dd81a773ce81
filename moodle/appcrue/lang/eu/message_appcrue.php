<?php
// This file is part of message_appcrue, the Moodle side of AppCrueNotify.
//
// message_appcrue is free software under the GNU General Public License, version 3 or,
// as you prefer, any later version. It comes without any warranty.
// The licence is in the file LICENSE and at <https://www.gnu.org/licenses/gpl-3.0.html>.

/**
 * Texts in Basque.
 *
 * @package   message_appcrue
 * @copyright 2026 AppCrueNotify contributors
 * @license   https://www.gnu.org/licenses/gpl-3.0.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['appcrue:manageoutbox'] = 'AppCrueren irteerako ontzia ikusi eta kudeatu';
$string['appcrue:test'] = 'Probako push jakinarazpena bidali';
$string['cachedef_forumtype'] = 'Mezuek aipatzen dituzten foroen motak';
$string['checkcron'] = 'AppCrue: programatutako ataza';
$string['checkgateway'] = 'AppCrue: pasabidea';
$string['checkoutbox'] = 'AppCrue: irteerako ontzia';
$string['checktoken'] = 'AppCrue: tokena';
$string['connection'] = 'Konexioa';
$string['crondisabled'] = 'Programatutako ataza desgaituta dago.';
$string['cronlast'] = 'Programatutako ataza duela {$a} exekutatu zen.';
$string['cronnever'] = 'Programatutako ataza ez da oraindik exekutatu.';
$string['deleteall'] = 'Ezabatu guztiak';
$string['enable_push'] = 'Gaitu push jakinarazpenak';
$string['enable_push_desc'] = 'Desgaituta badago, ez da ezer gordetzen eta ez da ezer bidaltzen telefonoetara.';
$string['eventgatewayconnected'] = 'Pasabidea konektatuta';
$string['eventoutboxdiscarded'] = 'Irteerako ontziko mezuak ezabatuta';
$string['eventoutboxretried'] = 'Irteerako ontziko mezuak berriro saiatuta';
$string['eventtestpushsent'] = 'Probako push jakinarazpena bidalita';
$string['expireafter'] = 'Iraungitze-epea';
$string['expireafter_desc'] = 'Denbora horretan pasabideari entregatu ezin izan zaizkion mezuak zaharregiak dira bidaltzeko, eta ezabatu egiten dira.';
$string['gatewayurl'] = 'Pasabidearen helbidea';
$string['gatewayurl_desc'] = 'AppCrueNotify pasabideak non erantzuten duen, adibidez https://notify.example.edu. Helbide pribatua izan daiteke.';
$string['match_user_by'] = 'Ezizenaren eremua';
$string['match_user_by_desc'] = 'Aplikazioak pertsona bakoitza ezagutzeko erabiltzen duen erabiltzaile- edo profil-eremua.';
$string['opengateway'] = 'Ireki pasabidearen kontsola';
$string['outbox'] = 'AppCrueren irteerako ontzia';
$string['outboxempty'] = 'Ez dago ezer zain. Pasabideak baztertuak: {$a->failed}.';
$string['outboxexpired'] = 'Azken egunean {$a} mezu iraungi dira entregatu ahal izan aurretik.';
$string['outboxfailed'] = 'Baztertuak ({$a})';
$string['outboxkind'] = 'Mezu mota';
$string['outboxnothing'] = 'Hemen ez dago mezurik.';
$string['outboxreason'] = 'Arrazoia';
$string['outboxrecipient'] = 'Hartzailea';
$string['outboxsummary'] = 'Zain: {$a->waiting}, zaharrena duela {$a->age}. Pasabideak baztertuak: {$a->failed}.';
$string['outboxwaiting'] = 'Zain ({$a})';
$string['pluginname'] = 'AppCrue';
$string['privacy:gatewaynotasked'] = 'Ezin izan zaio pasabideari galdetu zer datu dituen. Esportatu berriro geroago.';
$string['privacy:metadata:gateway'] = 'Mezuak AppCrueNotify pasabidera bidaltzen dira, eta hark telefonoetara bidaltzen ditu.';
$string['privacy:metadata:gateway:alias'] = 'Aplikazioak hartzailea ezagutzeko erabiltzen duen ezizena';
$string['privacy:metadata:gateway:lang'] = 'Hartzailearen hizkuntza';
$string['privacy:metadata:gateway:message'] = 'Mezua: gaia, testuak, esteka, ikastaroa, elkarrizketa eta ordua';
$string['privacy:metadata:gateway:sender'] = 'Bidaltzailearen identifikatzailea eta izena';
$string['privacy:metadata:gateway:timezone'] = 'Hartzailearen ordu-zona';
$string['privacy:metadata:gateway:userid'] = 'Hartzailearen identifikatzailea';
$string['privacy:metadata:outbox'] = 'Pasabidearen zain dauden mezuak eta hark baztertutakoak';
$string['privacy:metadata:outbox:msgkey'] = 'Mezuaren gakoa';
$string['privacy:metadata:outbox:payload'] = 'Mezua, hartzailearen ezizenarekin eta bidaltzailearen izenarekin';
$string['privacy:metadata:outbox:reason'] = 'Pasabideak mezua zergatik baztertu duen';
$string['privacy:metadata:outbox:timecreated'] = 'Mezua noiz gorde zen';
$string['privacy:metadata:outbox:userid'] = 'Hartzailearen identifikatzailea';
$string['problem_busy'] = 'Pasabideak itxaroteko eskatu du; bidalketak berez jarraituko du.';
$string['problem_notgateway'] = 'Helbide honetan AppCrueNotify pasabidea ez den zerbaitek erantzuten du. Egiaztatu helbidea.';
$string['problem_refuses'] = 'Pasabideak plugin honen eskaerak baztertzen ditu. Bertsioak bateragarriak dira?';
$string['problem_server'] = 'Pasabideak huts egin du; bidalketak jarraituko du berreskuratzen denean.';
$string['problem_token'] = 'Pasabideak ez du tokena onartzen. Egiaztatu tokena.';
$string['problem_unreachable'] = 'Ezin da pasabidera iritsi; mezuak zain daude eta itzultzen denean bidaliko dira.';
$string['problem_unreadable'] = 'Ezin izan da pasabidearen erantzuna ulertu; ez da ezer ezabatu eta berriro saiatuko da.';
$string['reasonfailedbefore'] = '0.5.7 bertsioak ezin izan zuen entregatu.';
$string['retry'] = 'Saiatu berriro';
$string['retryall'] = 'Saiatu berriro guztiak';
$string['statusapplied'] = 'Pasabideari emandako ezarpenak: {$a}.';
$string['statuscarrying'] = '0.5.7 bertsioko mezuak eramaten ari dira.';
$string['statusconnected'] = '"{$a->site}" gune gisa konektatuta, noiztik: {$a->time}.';
$string['statusconnecting'] = 'Pasabidera konektatzen. Birkargatu orri hau emaitza ikusteko.';
$string['statusdiffers'] = 'Pasabideak beste balio batekin dituen Moodle honen ezarpenak: {$a}. Begiratu pasabidean.';
$string['statuslastok'] = 'Pasabideak azken aldiz noiz erantzun zuen: {$a}.';
$string['statusneverasked'] = 'Oraindik ez zaio pasabideari galdetu.';
$string['statusnotconfigured'] = 'Idatzi pasabidearen helbidea eta tokena konektatzeko.';
$string['statusreachable'] = 'Pasabideak erantzuten du.';
$string['statusrefusal'] = 'Pasabideak ez ditu Moodle honen ezarpenak onartu: {$a}. Ezarri pasabidean; mezuak hala ere bidaltzen dira.';
$string['statustokenaccepted'] = 'Pasabideak tokena onartzen du.';
$string['statuswaiting'] = '0.5.7 bertsiotik eguneratuta: mezuak irteerako ontzian daude zain pasabidearen helbidea eta tokena idatzi arte. Orduan emango dira ezarpen zaharrak.';
$string['taskflush'] = 'Eman mezuak AppCrueNotify pasabideari';
$string['test_accepted'] = 'Jakinarazpena onartu da. Ez da jakiten zenbat telefonotara iritsiko den. {$a->reason}';
$string['test_acceptedphones'] = 'Jakinarazpena {$a->phones} telefonorentzat onartu da. {$a->reason}';
$string['test_disabled'] = 'Ez da ezer bidali: push jakinarazpenak desgaituta daude ezarpenetan.';
$string['test_gatewaybusy'] = 'Ez da ezer bidali: pasabideak itxaroteko eskatu du. {$a->reason}';
$string['test_gatewaynotgateway'] = 'Ez da ezer bidali: helbide honetan erantzuten duena ez da AppCrueNotify pasabidea. {$a->reason}';
$string['test_gatewayrefuses'] = 'Ez da ezer bidali: pasabideak eskaera baztertzen du. {$a->reason}';
$string['test_gatewayserver'] = 'Pasabideak huts egin du; beraz, ez dakigu zer gertatu den. {$a->reason}';
$string['test_gatewaytoken'] = 'Ez da ezer bidali: pasabideak ez du tokena onartzen. {$a->reason}';
$string['test_gatewayunreachable'] = 'Pasabideak ez du erantzun. {$a->reason}';
$string['test_gatewayunreadable'] = 'Ezin izan da pasabidearen erantzuna ulertu; beraz, ez dakigu zer gertatu den. {$a->reason}';
$string['test_inactive'] = 'Ez da ezer bidali: kontu hau etenda dago edo ezin du saioa hasi.';
$string['test_misconfigured'] = 'Ez da ezer bidali: TwinPushek pasabideko gunearen kredentzialak edo ezarpenak baztertzen ditu. {$a->reason}';
$string['test_noalias'] = 'Ez da ezer bidali: ezizenaren eremua ("{$a->reason}") hutsik dago pertsona honentzat.';
$string['test_noemailever'] = 'Ez da ezer bidali: $CFG->noemailever aktibo dago eta Moodle honek ez dio inori ezer bidaltzen.';
$string['test_nophone'] = 'TwinPushek jakinarazpena onartu du, baina pertsona honek ez du aplikazioa inongo telefonotan. {$a->reason}';
$string['test_notarget'] = 'Ez da ezer bidali: TwinPushek ez du pertsona honen ezizena ezagutzen; inork ez du aplikazioa harekin. {$a->reason}';
$string['test_notconfigured'] = 'Ez da ezer bidali: idatzi lehenik pasabidearen helbidea eta tokena ezarpenetan.';
$string['test_notsent'] = 'Ez da ezer bidali: pasabidea ezin izan da TwinPushera iritsi. {$a->reason}';
$string['test_nouser'] = 'Ez dago erabiltzaile-izen hori duen erabiltzailerik.';
$string['test_rejected'] = 'TwinPushek jakinarazpena baztertu du. {$a->reason}';
$string['test_unavailable'] = 'TwinPush ez dago erabilgarri une honetan. {$a->reason}';
$string['test_unknown'] = 'TwinPushen erantzuna galdu da; ez dakigu jakinarazpena bidali den. {$a->reason}';
$string['testpage'] = 'Bidali probako jakinarazpena';
$string['testsend'] = 'Bidali';
$string['testusername'] = 'Erabiltzaile-izena';
$string['testusername_help'] = 'Probako jakinarazpena jasoko duen pertsona. Berehala bidaltzen da, jakinarazpen-hobespenak edozein direla ere.';
$string['token'] = 'Gunearen tokena';
$string['token_desc'] = 'Pasabideak Moodle honentzat emandako tokena.';
