-- 0031_goods_gone. Why: goods that were given up stood in reports as if they were sold still, and tills heard nothing of it.
create or replace view bi.products as
select p.product_id, p.name, p.brand, p.category[1] as category, array_to_string(p.category, ' / ') as category_path, p.price,
       p.on_sale, p.barcode, p.changed_at, p.gone_at
  from public.product p;

create index product_gone on product (gone_at) where gone_at is not null;
