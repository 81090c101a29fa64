import { Outlet } from '@tanstack/react-router';
import { CallBar } from '../calls/call-bar.tsx';
import { FootBar } from './foot-bar.tsx';
import { NetLine } from './net-line.tsx';
import { TopBar } from './top-bar.tsx';

/** What is around every page of the desk; promo mode and signing in have none. */
export const Frame = () => (
  <div className="frame">
    <CallBar />
    <TopBar />
    <NetLine />
    <Outlet />
    <FootBar />
  </div>
);
