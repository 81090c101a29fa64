import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { BrandName } from '../../brand/brand-name.tsx';
import { useLanguage } from '@bonum/ui/language';
import { NetLine } from '../../shell/net-line.tsx';
import './sign-in.css';

interface FrameProps {
  readonly title: string;
  readonly lead: ComponentChildren;
  /** On the brand's colour, below the lead: the one thing this step is about. */
  readonly hero?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** What takes the focus itself, as slots for a code do; otherwise the heading is read out. */
  readonly focused?: boolean;
  /** Without the brand's colour above: the step has it further down. */
  readonly plain?: boolean;
}

/** A step of signing in: above, on the brand's colour, what it is about; below, what to do. */
export function Frame({ title, lead, hero, children, focused = false, plain = false }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (!focused) heading.current?.focus({ preventScroll: true });
  }, [focused]);
  return (
    <>
      <NetLine asOf={null} />
      <main className={plain ? 'page sign-in plain' : 'page sign-in'}>
        <div className="sign-in-head">
          <div className="sign-in-brand">
            <BrandName />
            <OtherLanguage />
          </div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="sign-in-lead">{lead}</p>
          {hero}
        </div>
        <div className="sign-in-body">{children}</div>
      </main>
    </>
  );
}

/** In the other language's own words, for those who do not read this one. */
function OtherLanguage() {
  const { language, speak } = useLanguage();
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <button type="button" className="sign-in-language" lang={other} onClick={() => speak(other)}>
      {other === 'ru' ? 'Русский' : 'English'}
    </button>
  );
}
