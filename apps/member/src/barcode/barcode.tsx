import type { Widths } from './code128.ts';
import './barcode.css';

interface BarcodeProps {
  readonly widths: Widths;
  /** CSS pixels of one module: whole ones, so that every edge is sharp. */
  readonly module: number;
  /** What it is, for who does not see it; without it the barcode is decoration. */
  readonly label?: string;
}

/** Always black on white, whatever the theme: scanners read nothing else. The place it stands in has the quiet zones. */
export function Barcode({ widths, module, label }: BarcodeProps) {
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  const path = widths
    .map((width, index) => {
      const bar = index % 2 === 0 ? `M${at} 0h${width}v1h-${width}z` : '';
      at += width;
      return bar;
    })
    .join('');
  return (
    <svg
      className="barcode"
      viewBox={`0 0 ${total} 1`}
      width={total * module}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      {...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label })}
    >
      <path d={path} />
    </svg>
  );
}
