-- 0019_notice_texts. Why: what notices say is the chain's to change.

alter table content drop constraint content_name_check;
alter table content
  add constraint content_name_check check (name in ('brand', 'faq', 'announcements', 'notice-texts'));
