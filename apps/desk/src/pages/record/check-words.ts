import { useWords, words } from '@bonum/ui/language';
import type { RecordCheck } from './ask-record.ts';

type Fault = NonNullable<RecordCheck['fault']>;
type Sentences = Readonly<Record<Fault, (about: About) => string>>;
type About = Readonly<Record<'names' | 'setting' | 'said', string>>;

/** What is wrong with a system of record, and what to do about it. */
const checkWords = words({
  ru: {
    faults: {
      unreachable: ({ setting }) =>
        `По этому адресу никто не отвечает. Проверьте сеть и ${setting} в настройках.`,
      'no-answer': ({ setting }) =>
        `Ответа не дождались. Проверьте ещё раз; если не поможет — сеть, нагрузку там и ${setting} в настройках.`,
      busy: () => 'Система занята и просит зайти позже.',
      'no-session': () =>
        'Нет свободного сеанса или лицензии. Уменьшите sessions в настройках или закройте лишние сеансы в 1С.',
      'wrong-login': ({ setting }) =>
        `Система не впускает. Проверьте в настройках ${setting}, а в ней — права и что вход с паролем разрешён.`,
      'led-elsewhere': () =>
        'Система отправляет на страницу входа. Разрешите для этой службы вход с паролем (Basic).',
      broken: () => 'Ошибка внутри системы. Посмотрите её журнал: в SAP это /IWFND/ERROR_LOG и ST22.',
      'not-understood': ({ setting }) =>
        `Ответило что-то другое. Проверьте ${setting} в настройках и что стоит перед системой: прокси, страницу входа.`,
      'nothing-here': ({ setting }) =>
        `Нужной службы по этому адресу нет. Проверьте ${setting} в настройках; в 1С база должна быть опубликована со стандартным интерфейсом OData, и адрес заканчивается на /odata/standard.odata.`,
      'no-rights': ({ said }) =>
        `Пользователя 1С знает, но ничего ему не разрешает: ${said} Дайте ему роль «Удалённый доступ OData».`,
      'says-no': ({ said }) => `Прочитать нельзя. Система говорит: ${said}`,
      'no-description': () =>
        'База отвечает, но её описание не читается. Откройте этот адрес в браузере и посмотрите, что там.',
      'not-published': () =>
        'Объект не опубликован, или в конфигурации его нет. Добавьте его в состав стандартного интерфейса OData; если там он называется иначе — назовите его в своём профиле.',
      'no-fields': ({ names }) =>
        `Нет полей: ${names}. Что туда записано, 1С молча пропустит. Назовите в профиле, как они называются в этой конфигурации.`,
      'not-readable': ({ said }) =>
        `Пользователь не может это читать: ${said} Дайте ему роль, которой можно.`,
      'no-contact-kind': ({ setting }) =>
        `Такого вида контактной информации нет, и в 1С не будет видно, что записал Bonum. Назовите верный в профиле: ${setting}.`,
      'no-programme-named': ({ setting }) =>
        `Программа не названа, а без неё документы баллов не провести. Впишите её идентификатор в ${setting}.`,
      'no-programme': () =>
        'Программы с таким идентификатором нет. Возьмите его из списка бонусных программ в 1С.',
      'no-value': ({ names, setting }) =>
        `Новым объектам поле ${names} заполняют настройки, а в них его нет. Впишите идентификатор в ${setting}.`,
      'no-property': ({ setting }) =>
        `Такого дополнительного реквизита нет, или он помечен на удаление. Возьмите ссылку на него из списка дополнительных реквизитов в 1С: ${setting}.`,
      'no-service': ({ setting }) =>
        `Такой службы нет. Включите её в транзакции /IWFND/MAINT_SERVICE или исправьте ${setting} в настройках.`,
      'no-metadata': () => 'Описание службы ($metadata) не читается: пришло что-то другое.',
      'no-set': ({ setting }) =>
        `Такого набора нет. Добавьте его в службу или исправьте ${setting} в настройках.`,
      'no-field': ({ setting }) =>
        `Такого поля нет. Добавьте его в службу или исправьте ${setting} в настройках.`,
      'not-writable': ({ said }) => `Служба не даёт записывать (${said}). Разрешите запись.`,
      'no-inbox': () => 'Приём IDoc выключен. Включите службу IDOC_XML в транзакции SICF.',
      'no-idoc-rights': () => 'Пользователь не может передавать IDoc. Проверьте его полномочия.',
      'no-point': ({ names }) => `Такой точки продаж в Saby нет. Есть: ${names}`,
      'own-ids-only': () =>
        'Saby не находит заказ по номеру, который дал ему Bonum. Если ответ на создание заказа потеряется, его придётся искать по комментарию.',
    } satisfies Sentences,
  },
  en: {
    faults: {
      unreachable: ({ setting }) =>
        `Nobody answers at this address. Look at the network, and at ${setting} in the settings.`,
      'no-answer': ({ setting }) =>
        `No answer came. Check again; if that does not help, look at the network, at how busy it is, and at ${setting} in the settings.`,
      busy: () => 'The system is busy and asks to come later.',
      'no-session': () =>
        'No session or licence is free. Set sessions lower in the settings, or close sessions in 1C.',
      'wrong-login': ({ setting }) =>
        `The system does not let us in. Look at ${setting} in the settings, and there at the rights and whether a password is let in at all.`,
      'led-elsewhere': () =>
        'The system leads to its page for signing in. Let a password (Basic) in for this service.',
      broken: () => 'Something broke inside the system. Look at its log: in SAP, /IWFND/ERROR_LOG and ST22.',
      'not-understood': ({ setting }) =>
        `Something else has answered. Look at ${setting} in the settings, and at what stands before the system: a proxy, a page for signing in.`,
      'nothing-here': ({ setting }) =>
        `The service is not at this address. Look at ${setting} in the settings; a base of 1C has to be published with the standard OData interface, and its address ends with /odata/standard.odata.`,
      'no-rights': ({ said }) =>
        `1C knows the user and permits nothing: ${said} Give the user the right to use the OData interface.`,
      'says-no': ({ said }) => `It cannot be read. The system says: ${said}`,
      'no-description': () =>
        'The base answers, and its description cannot be read. Open this address in a browser and see what is there.',
      'not-published': () =>
        'The object is not published, or the configuration has none. Add it to the composition of the standard OData interface; if it is called otherwise there, name it in a profile of your own.',
      'no-fields': ({ names }) =>
        `It has no ${names}. 1C leaves out what is written there without a word. Name in the profile what it is called in this configuration.`,
      'not-readable': ({ said }) => `The user may not read it: ${said} Give the user a role that may.`,
      'no-contact-kind': ({ setting }) =>
        `There is no such kind of contact information, and 1C would not show what Bonum writes. Name the right one in the profile: ${setting}.`,
      'no-programme-named': ({ setting }) =>
        `No programme is named, and documents of points need one. Put its guid under ${setting}.`,
      'no-programme': () => 'There is no programme of this guid. Take it from the list of programmes in 1C.',
      'no-value': ({ names, setting }) =>
        `New objects get ${names} from the settings, which say nothing of it. Put the guid under ${setting}.`,
      'no-property': ({ setting }) =>
        `There is no such added property, or it is marked for deletion. Take its guid from the list of additional properties in 1C: ${setting}.`,
      'no-service': ({ setting }) =>
        `There is no such service. Switch it on in /IWFND/MAINT_SERVICE, or put ${setting} right in the settings.`,
      'no-metadata': () => 'The description of the service ($metadata) cannot be read: something else came.',
      'no-set': ({ setting }) =>
        `There is no such set. Add it to the service, or put ${setting} right in the settings.`,
      'no-field': ({ setting }) =>
        `There is no such field. Add it to the service, or put ${setting} right in the settings.`,
      'not-writable': ({ said }) => `The service does not let it be written (${said}). Permit it.`,
      'no-inbox': () => 'The inbox for IDocs is switched off. Switch the service IDOC_XML on in SICF.',
      'no-idoc-rights': () => 'The user may not hand in IDocs. Look at what they are permitted.',
      'no-point': ({ names }) => `Saby has no such point of sale. There are: ${names}`,
      'own-ids-only': () =>
        'Saby does not find an order by the number that Bonum gave it. If the answer to a new order is lost, it has to be looked for by its comment.',
    } satisfies Sentences,
  },
});

/** As a person says it. */
export function useFaultText(): (check: Pick<RecordCheck, 'about'> & { readonly fault: Fault }) => string {
  const { faults } = useWords(checkWords);
  return ({ fault, about: { names = '', setting = '', said = '' } }) =>
    faults[fault]({ names, setting, said });
}
