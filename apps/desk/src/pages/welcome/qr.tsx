import { qrcode } from '@bwip-js/browser';
import { useEffect, useRef } from 'react';

/** A text as a camera reads it. Dark on white in every theme: apps do not read it otherwise. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current)
      qrcode(canvas.current, { bcid: 'qrcode', text, scale: 4, backgroundcolor: 'FFFFFF', padding: 4 });
  }, [text]);
  return <canvas ref={canvas} className="welcome-qr" role="img" aria-label={label} />;
}
