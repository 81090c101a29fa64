import { YmlShop, type YmlOffer } from '@bonum/standins/yml-shop';

/** So many goods, of some hundred categories. */
export interface ShopWanted {
  readonly goods: number;
}

const CATEGORIES = 100;

function* offers(count: number): Generator<YmlOffer> {
  for (let index = 0; index < count; index++)
    yield {
      id: `G-${index}`,
      name: `Кроссовки для бега, модель ${index}, размер ${36 + (index % 10)}, белые с синим`,
      price: String(990 + (index % 9000)),
      category: String(1 + (index % CATEGORIES)),
      vendor: `Марка ${index % 500}`,
      barcode: String(4_600_000_000_000 + index),
      picture: `https://shop.example/pictures/${index}.jpg`,
    };
}

async function open({ goods }: ShopWanted): Promise<string> {
  const shop = await YmlShop.open();
  const categories = Array.from({ length: CATEGORIES }, (_, index) => ({
    id: String(index + 1),
    name: `Категория ${index + 1}`,
  }));
  shop.file = () => ({ categories, offers: offers(goods) });
  return shop.address;
}

process.on('message', (wanted: ShopWanted) => {
  open(wanted).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
