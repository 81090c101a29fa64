import { Icon } from '@bonum/ui';
import { caretDown } from '@bonum/ui/icons';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useLanguage, useWords } from '@bonum/ui/language';
import { chosenTheme, themes, wearTheme } from '@bonum/ui/theme';
import { lazy, Suspense, useState } from 'react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { callWords } from '../calls/words.ts';
import { BrandName } from '../brand/brand-name.tsx';
import { SearchBox } from '../pages/search/search-box.tsx';
import { useSignOut } from '../staff/sign-out.ts';
import { useMay, useStaff, type DeskPage } from '../staff/use-staff.ts';
import { sectionAt, sections } from './sections.ts';
import { frameWords } from './words.ts';

const MyTelephone = lazy(async () => ({
  default: (await import('../calls/my-telephone.tsx')).MyTelephone,
}));

/** On every page: whose desk it is, the search, where else one can go, and who sits here. */
export function TopBar() {
  const say = useWords(frameWords);
  const staff = useStaff();
  const may = useMay();
  const pages = staff.state === 'here' ? staff.value.pages : [];
  return (
    <header className="top-bar">
      <Link to="/" className="top-brand">
        <BrandName />
        <span className="second">{say.desk}</span>
      </Link>
      {/* Its place stays: the sections stand where they stand for everybody. */}
      {may('members:search') ? <SearchBox /> : <span />}
      <Sections pages={pages} />
      <You />
    </header>
  );
}

/** So many have room beside the search on the smallest screen; whoever has several roles finds the rest in a menu. */
const ROOM = 6;

function Sections({ pages }: { readonly pages: readonly DeskPage[] }) {
  const say = useWords(frameWords);
  const navigate = useNavigate();
  const here = useLocation({ select: ({ pathname }) => sectionAt(pathname) });
  const own = pages.flatMap((page) => {
    const to = sections[page];
    return to === undefined ? [] : [{ to, name: say.pages[page] }];
  });
  const shown = own.length > ROOM + 1 ? own.slice(0, ROOM) : own;
  const rest = own.slice(shown.length);
  return (
    <nav className="top-nav" aria-label={say.sections}>
      {shown.map(({ to, name }) => (
        <Link key={to} to={to} activeProps={{ className: 'on' }}>
          {name}
        </Link>
      ))}
      {rest.length > 0 && (
        <MenuTrigger>
          <Button className={rest.some(({ to }) => to === here) ? 'top-rest on' : 'top-rest'}>
            {say.moreSections}
            <Icon of={caretDown} small />
          </Button>
          <Popover className="popover" placement="bottom end">
            <Menu className="menu">
              {rest.map(({ to, name }) => (
                <MenuItem key={to} className="menu-item" onAction={() => void navigate({ to })}>
                  {name}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </nav>
  );
}

function You() {
  const say = useWords(frameWords);
  const staff = useStaff();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { language, speak } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  const name = staff.state === 'here' ? staff.value.name : '';
  const calls = useWords(callWords);
  const may = useMay();
  const [telephone, setTelephone] = useState(false);
  return (
    <>
      <MenuTrigger>
        <Button className="you">
          <span className="you-initials" data-initials={initialsOf(name)} aria-hidden="true" />
          <span className="you-name">{name === '' ? say.you : name}</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu">
            <MenuSection
              aria-label={say.look}
              selectionMode="single"
              selectedKeys={[theme]}
              onSelectionChange={(keys) => {
                const chosen = themes.find((one) => keys !== 'all' && keys.has(one));
                if (chosen === undefined) return;
                wearTheme(chosen);
                setTheme(chosen);
              }}
            >
              {themes.map((one) => (
                <MenuItem key={one} id={one} className="menu-item">
                  {say.looks[one]}
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-line" />
            <MenuItem className="menu-item" onAction={() => speak(language === 'ru' ? 'en' : 'ru')}>
              <span lang={language === 'ru' ? 'en' : 'ru'}>{say.otherLanguage}</span>
            </MenuItem>
            {may('calls:take') && (
              <MenuItem className="menu-item" onAction={() => setTelephone(true)}>
                {calls.telephone}
              </MenuItem>
            )}
            <MenuItem className="menu-item" onAction={() => void navigate({ to: '/sessions' })}>
              {say.pages.sessions}
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => void signOut()}>
              {say.signOut}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <Suspense>{telephone && <MyTelephone onClose={() => setTelephone(false)} />}</Suspense>
    </>
  );
}

/** Ольга Титова → ОТ */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 32))
    .join('')
    .toUpperCase();
