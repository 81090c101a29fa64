import { CallBar } from '../calls/call-bar.tsx';
import { FootBar } from './foot-bar.tsx';
import { NetLine } from './net-line.tsx';
import { OpenPage } from './open-page.tsx';
import { TopBar } from './top-bar.tsx';

/** What is around every page of the desk; promo mode and signing in have none. */
export const Frame = () => (
  <div className="frame">
    <CallBar />
    <TopBar />
    <NetLine />
    <OpenPage />
    <FootBar />
  </div>
);
