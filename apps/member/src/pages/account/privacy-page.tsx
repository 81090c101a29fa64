import { Banner, Button, CodeSlots, Sheet } from '@bonum/ui';
import { download, warning } from '@bonum/ui/icons';
import { useState } from 'preact/hooks';
import { useAsked, useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, isRefused } from '../../api/failure.ts';
import { forgetMember } from '../../api/forget.ts';
import { useCodeFromSms } from '../../codes/code-from-sms.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { PageProps } from '../../router/router.tsx';
import { shellWords } from '../../shell/words.ts';
import { Frame } from './frame.tsx';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { Proving } from './proving.tsx';
import { accountWords } from './words.ts';

/** My data to take along, and the way out. */
export function Page({ query }: PageProps) {
  const say = useWords(accountWords).privacy;
  return (
    <Frame title={say.title} back="/app/profile">
      {({ contacts }) => (
        <>
          <Download by={contacts.proof[0] ?? 'phone'} refused={query.get('refused')} />
          <Erasing />
        </>
      )}
    </Frame>
  );
}

type Form = 'html' | 'json';

interface DownloadProps {
  /** What proves that it is still me, where that is wanted. */
  readonly by: 'phone' | 'email';
  /** Why the file was not given, as the server said it by the address of this page. */
  readonly refused: string | null;
}

/** First it is asked whether the file may be had, which can go wrong here; then the browser saves it, piece by piece as it comes. */
function Download({ by, refused }: DownloadProps) {
  const say = useWords(accountWords).privacy;
  const closeLabel = useWords(shellWords).close;
  const { language } = useLanguage();
  const [proving, setProving] = useState<Form | null>(null);
  const [begun, setBegun] = useState(false);
  const ask = useDoing(() => answered(api.POST('/v1/me/proof/code', { body: {} })));
  const take = async (form: Form): Promise<void> => {
    setBegun(false);
    const answer = await ask.run();
    const mustProve = isRefused(answer, 'proof-needed');
    setProving(mustProve ? form : null);
    if (!answer?.ok) return;
    setBegun(true);
    location.assign(`/v1/me/export?form=${form}&language=${language}`);
  };
  return (
    <section>
      <h2>{say.download}</h2>
      <p className="lead">{say.downloadLead}</p>
      {begun ? (
        <Banner kind="good" icon={download}>
          {say.begun}
        </Banner>
      ) : (
        <Refusal code={refused} />
      )}
      {proving === null && <Notice failure={ask.failure} />}
      <NetButton wide busy={ask.busy} onClick={() => void take('html')}>
        {say.asPage}
      </NetButton>
      <NetButton kind="ghost" wide busy={ask.busy} onClick={() => void take('json')}>
        {say.asJson}
      </NetButton>
      {proving !== null && (
        <Sheet title={say.download} closeLabel={closeLabel} onClose={() => setProving(null)}>
          <div className="account-sheet">
            <Proving by={by} onProved={() => void take(proving)} />
          </div>
        </Sheet>
      )}
    </section>
  );
}

/** The browser asked for the file by its address, and came back without it. */
function Refusal({ code }: { readonly code: string | null }) {
  const say = useWords(accountWords);
  const shell = useWords(shellWords);
  if (code === null) return null;
  const known: Readonly<Record<string, string>> = { ...shell.refusals, ...say.refusals };
  return (
    <Banner kind="warn" icon={warning}>
      {known[code] ?? say.privacy.notGiven}
    </Banner>
  );
}

function Erasing() {
  const say = useWords(accountWords).privacy;
  const [isOpen, setOpen] = useState(false);
  return (
    <section>
      <h2>{say.erase}</h2>
      <p className="lead">{say.eraseLead}</p>
      <Button kind="outline" wide onClick={() => setOpen(true)}>
        {say.eraseBegin}
      </Button>
      {isOpen && <EraseSheet onClose={() => setOpen(false)} />}
    </section>
  );
}

function EraseSheet({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(accountWords).privacy;
  const format = useFormat();
  const { language } = useLanguage();
  const terms = useAsked(['erasure'], () => answered(api.GET('/v1/me/erasure')));
  const [confirmationId] = useState(() => crypto.randomUUID());
  const [digits, setDigits] = useState<number | null>(null);
  const ask = useDoing((by: 'phone' | 'email') =>
    answered(api.POST('/v1/me/proof', { body: { confirmationId, by, purpose: 'erase' } })),
  );
  const send = async (by: 'phone' | 'email'): Promise<void> => {
    const answer = await ask.run(by);
    if (answer?.ok) setDigits(answer.value.digits);
  };
  const kinds = terms.state === 'here' ? terms.value.kinds : [];
  const by = terms.state === 'here' ? terms.value.by[0] : undefined;
  return (
    <Sheet title={say.erase} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <div className="account-sheet" aria-busy={terms.state === 'loading' ? 'true' : undefined}>
        {terms.state === 'failed' && <Notice failure={terms.failure} />}
        {kinds.length > 0 && (
          <div className="account-gone">
            {kinds.map(({ kind, name, available, pending }) => (
              <p key={kind}>
                <b className="number">{format.points(available + pending)}</b>
                {name[language]}
              </p>
            ))}
            <p>{terms.state === 'here' && terms.value.points === 'stay' ? say.pointsStay : say.pointsBurn}</p>
          </div>
        )}
        <p>{say.gone}</p>
        <p className="lead">{say.kept}</p>
        <Notice failure={ask.failure} />
        {digits !== null ? (
          <Confirming confirmationId={confirmationId} digits={digits} by={by ?? 'phone'} />
        ) : by === undefined ? (
          terms.state === 'here' && <p>{say.noWay}</p>
        ) : (
          <NetButton wide busy={ask.busy} onClick={() => void send(by)}>
            {say.sendCode}
          </NetButton>
        )}
        <Button kind="outline" wide onClick={onClose}>
          {say.stay}
        </Button>
      </div>
    </Sheet>
  );
}

interface ConfirmingProps {
  readonly confirmationId: string;
  readonly digits: number;
  readonly by: 'phone' | 'email';
}

function Confirming({ confirmationId, digits, by }: ConfirmingProps) {
  const words = useWords(accountWords);
  const [code, setCode] = useState('');
  const erase = useDoing((given: string) =>
    answered(api.POST('/v1/me/erasure', { body: { confirmationId, code: given } })),
  );
  const type = async (typed: string): Promise<void> => {
    setCode(typed);
    if (typed.length < digits) return;
    const answer = await erase.run(typed);
    if (!answer?.ok) return setCode('');
    await forgetMember();
    location.assign('/app/sign-in');
  };
  useCodeFromSms(by === 'phone' ? confirmationId : null, (typed) => void type(typed));
  return (
    <>
      <p>{words.privacy.typeCode}</p>
      <CodeSlots
        label={words.contacts.codeLabel(digits)}
        length={digits}
        value={code}
        wrong={erase.failure !== null}
        focus
        onInput={(typed) => void type(typed)}
      />
      <Notice failure={erase.failure} />
    </>
  );
}
