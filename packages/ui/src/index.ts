// The primitives of every app. They import nothing but `preact` and its hooks, under names that React has too: an app in
// React aliases the two to its own.
export { Banner } from './banner.tsx';
export { Bars } from './bars.tsx';
export { Button, IconButton } from './button.tsx';
export { CodeSlots } from './code-slots.tsx';
export { Email } from './email.tsx';
export { Empty } from './empty.tsx';
export { Check, Field } from './field.tsx';
export { Icon } from './icon.tsx';
export { List, Row } from './list.tsx';
export { LogoOrBars } from './logo.tsx';
export { Marker, Swatch } from './marker.tsx';
export { Sheet } from './sheet.tsx';
export { Skeleton } from './skeleton.tsx';
export { TabBar, type Tab } from './tab-bar.tsx';
