// How every app writes numbers and time, and in which language it speaks.
export { formatPhone, formats, type Format, type Forms, type Language } from './format.ts';
export { Speaking, useFormat, useLanguage, useWords, words, type Words } from './language.tsx';
export { isWholePhone, phoneOf, writtenPhone } from './typed-phone.ts';
export { dayOf, monthOf, placeFormat, type PlaceFormat, type PlaceMoment } from './place-time.ts';
