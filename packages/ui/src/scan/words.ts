import { words } from '../language/language.tsx';

export const scanWords = words({
  ru: {
    close: 'Закрыть',
    title: 'Карта',
    type: 'Ввести номер вручную',
    torchOn: 'Включить фонарик',
    torchOff: 'Выключить фонарик',
    seen: {
      opening: 'Включаем камеру',
      looking: 'Наведите на штрихкод карты',
      strange: 'Это не карта. Наведите на её штрихкод',
      refused:
        'Камера для этого сайта запрещена. Разрешите её в настройках браузера: значок слева от адреса. Или введите номер вручную.',
      absent: 'Камера не включилась. Закройте другие приложения с камерой или введите номер вручную.',
      unloaded: 'Не удалось загрузить сканер. Проверьте связь или введите номер вручную.',
    },
  },
  en: {
    close: 'Close',
    title: 'Card',
    type: 'Type the number instead',
    torchOn: 'Turn on the torch',
    torchOff: 'Turn off the torch',
    seen: {
      opening: 'Turning on the camera',
      looking: 'Point at the barcode of the card',
      strange: 'This is not a card. Point at its barcode',
      refused:
        'The camera is blocked for this site. Allow it in the browser’s settings, by the icon left of the address. Or type the number.',
      absent: 'The camera did not start. Close other apps that use it, or type the number.',
      unloaded: 'The scanner did not load. Check the network, or type the number.',
    },
  },
});
