import { words } from '@bonum/ui/language';

export const scanWords = words({
  ru: {
    open: 'Сканировать камерой',
    unloaded: 'Не удалось загрузить сканер. Проверьте связь или введите номер вручную.',
  },
  en: {
    open: 'Scan with the camera',
    unloaded: 'The scanner did not load. Check the network, or type the number.',
  },
});
