import './help.css';
import { Email, Empty, Field, Icon, List, Row, Skeleton } from '@bonum/ui';
import { caretDown, envelope, phone } from '@bonum/ui/icons';
import type { Schemas } from '@bonum/client';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useBrand } from '../../brand/use-brand.ts';
import { useLanguage, useWords } from '@bonum/ui/language';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { helpWords } from './help-words.ts';
import { Prose } from './prose.tsx';

type Section = Schemas['Faq']['sections'][number];
type Entry = Section['entries'][number];

export function Page() {
  const say = useWords(helpWords);
  const asked = useAsked(['faq'], () => answered(api.GET('/v1/faq')));
  return (
    <Frame title={say.title} back="/app/profile" asOf={asked.state === 'here' ? asked.asOf : null}>
      {asked.state === 'loading' && (
        <div className="help-loading" aria-hidden="true">
          <Skeleton width="100%" height={56} />
          <Skeleton width="50%" height={20} />
          <Skeleton width="100%" height={56} />
          <Skeleton width="100%" height={56} />
          <Skeleton width="100%" height={56} />
        </div>
      )}
      {asked.state === 'failed' && (
        <LoadFailed failure={asked.failure} retry={asked.retry} title={say.failed} />
      )}
      {asked.state === 'here' && <Questions sections={asked.value.sections} />}
      <Contacts />
      <About />
    </Frame>
  );
}

function Questions({ sections }: { readonly sections: readonly Section[] }) {
  const say = useWords(helpWords);
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  if (sections.length === 0) return <Empty title={say.emptyTitle} text={say.emptyText} />;
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  const asks = ({ question, answer }: Entry): boolean => {
    const said = `${question[language]} ${answer[language]}`.toLowerCase();
    return wanted.every((word) => said.includes(word));
  };
  const found = sections
    .map((section) => ({ ...section, entries: section.entries.filter(asks) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <>
      <div className="help-search">
        <Field label={say.search} value={typed} onInput={setTyped} input={{ type: 'search' }} />
      </div>
      {found.length === 0 && <Empty title={say.nothingFound} text={say.nothingFoundText} />}
      {found.map(({ id, title, entries }) => (
        <section key={id} className="help-section">
          <h2>{title[language]}</h2>
          <div className="list">
            {entries.map((entry) => (
              <details key={entry.id}>
                <summary>
                  <span>{entry.question[language]}</span>
                  <Icon of={caretDown} small />
                </summary>
                <Prose text={entry.answer[language]} />
              </details>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function Contacts() {
  const say = useWords(helpWords);
  const { language } = useLanguage();
  const support = useBrand()?.support;
  if (support?.phone === undefined && support?.email === undefined) return null;
  const { phone: number, email, hours } = support;
  return (
    <section className="help-section">
      <h2>{say.ask}</h2>
      <List>
        {number !== undefined && (
          <Row
            start={<Icon of={phone} />}
            href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}
            note={hours === undefined ? number : `${number} · ${hours[language]}`}
          >
            {say.call}
          </Row>
        )}
        {email !== undefined && (
          <Row start={<Icon of={envelope} />} href={`mailto:${email}`} note={<Email>{email}</Email>}>
            {say.write}
          </Row>
        )}
      </List>
    </section>
  );
}

/** What the chain says of itself, and the texts that members agree to. */
function About() {
  const say = useWords(helpWords);
  const { language } = useLanguage();
  const brand = useBrand();
  if (brand === null) return null;
  const current = new Map(brand.consents.map((consent) => [consent.kind, consent]));
  if (brand.about === undefined && current.size === 0) return null;
  return (
    <section className="help-section">
      <h2>{say.about}</h2>
      <div className="list">
        {brand.about !== undefined && (
          <div className="help-about">
            <b>{brand.name[language]}</b>
            <Prose text={brand.about[language]} />
          </div>
        )}
        {[...current.values()].map(({ kind, title, text }) => (
          <details key={kind}>
            <summary>
              <span>{title[language]}</span>
              <Icon of={caretDown} small />
            </summary>
            <Prose text={text[language]} />
          </details>
        ))}
      </div>
    </section>
  );
}
