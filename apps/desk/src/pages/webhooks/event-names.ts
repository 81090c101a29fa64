import type { EventType } from './ask-webhooks.ts';

/** Every event of the server, as an administrator calls it: in Russian and in English. */
export const eventNames = {
  'receipt-committed': ['Чек пробит', 'A receipt is paid'],
  'receipt-returned': ['Возврат', 'Goods are returned'],
  'receipt-cancelled': ['Чек отменён', 'A receipt is cancelled'],
  'receipt-claimed': ['Чек засчитан новому участнику', 'A receipt counts for a new member'],
  'feedback-given': ['Отзыв о чеке', 'Feedback on a receipt'],
  'points-granted': ['Баллы начислены вручную', 'Points are granted'],
  'points-withdrawn': ['Баллы списаны вручную', 'Points are withdrawn'],
  'points-held': ['Баллы отложены для чека', 'Points are held'],
  'hold-released': ['Отложенные баллы вернулись', 'Held points are free again'],
  'points-settled': ['Баллы начали действовать или сгорели', 'Points became active or expired'],
  'points-expiring': ['Баллы скоро сгорят', 'Points are about to expire'],
  'transfer-reversed': ['Операция с баллами отменена', 'A transfer is reversed'],
  'level-changed': ['Новый уровень', 'A level changes'],
  'member-joined': ['Новый участник', 'A member joins'],
  'member-updated': ['Данные участника изменены', "A member's data change"],
  'member-suspended': ['Участие приостановлено', 'A member is suspended'],
  'member-resumed': ['Участие возобновлено', 'A member is resumed'],
  'member-erased': ['Данные участника удалены', 'A member is erased'],
  'members-merged': ['Профили объединены', 'Members are merged'],
  'merge-undone': ['Объединение отменено', 'A merge is undone'],
  'questionnaire-completed': ['Анкета заполнена', 'A questionnaire is complete'],
  'card-issued': ['Карта выдана', 'A card is issued'],
  'card-blocked': ['Карта заблокирована', 'A card is blocked'],
  'card-unblocked': ['Карта разблокирована', 'A card is unblocked'],
  'card-not-linked': ['Карту не удалось привязать', 'A card could not be linked'],
  'offer-given': ['Личное предложение', 'An offer is given'],
  'offer-activated': ['Предложение включено', 'An offer is activated'],
  'member-recognised': ['Участник узнан при входе', 'A member is recognised'],
  'not-recognised': ['Участник не узнан при входе', 'A member is not recognised'],
  'signed-in': ['Вход в приложение', 'A member signs in'],
  'phone-proven': ['Телефон подтверждён', 'A phone is proved'],
  'phone-let-go': ['Телефон перешёл другому', 'A phone went to somebody else'],
  'passkey-added': ['Ключ входа добавлен', 'A passkey is added'],
  'passkey-removed': ['Ключ входа удалён', 'A passkey is removed'],
  'let-in-code-given': ['Выдан временный пароль', 'A temporary password is given'],
} as const satisfies Record<EventType, readonly [ru: string, en: string]>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a closed table are its names
export const eventTypes = Object.keys(eventNames) as readonly EventType[];
