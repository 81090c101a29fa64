import { isPressed, worksInFields } from './combination.ts';

export interface Shortcut {
  /** Such as `Ctrl+K`, `1`, `F2`, `Escape`. Several do the same. */
  readonly keys: readonly string[];
  /** What it does, in a word or two. */
  readonly name: string;
  /** Absent: told of here, and heard by the control itself, as arrows are by a table. */
  readonly act?: (() => void) | undefined;
  /** It has a place in the bar at the foot; all stand in the list that `?` opens. */
  readonly foot: boolean;
  /** 0 for a page, 1 for a dialog over it, 2 for one over that: only the topmost hears. */
  readonly layer: number;
}

let shortcuts: readonly Shortcut[] = [];
let layers: readonly number[] = [];
let heard: readonly Shortcut[] = [];
const watchers = new Set<() => void>();

function changed(): void {
  const top = Math.max(0, ...layers);
  heard = shortcuts.filter(({ layer }) => layer === top);
  for (const watch of watchers) watch();
}

/** The one registry: whoever is on the screen adds theirs, and takes them away again. */
export const registry = {
  add: (shortcut: Shortcut): (() => void) => {
    shortcuts = [...shortcuts, shortcut];
    changed();
    return () => {
      shortcuts = shortcuts.filter((other) => other !== shortcut);
      changed();
    };
  },
  /** A dialog opens: what lies beneath hears nothing. */
  cover: (layer: number): (() => void) => {
    layers = [...layers, layer];
    changed();
    return () => {
      const at = layers.indexOf(layer);
      layers = layers.filter((_, index) => index !== at);
      changed();
    };
  },
  watch: (watcher: () => void): (() => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  /** Those that are heard now. */
  heard: (): readonly Shortcut[] => heard,
};

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  );
}

/** One listener for the whole desk. What a control has heard itself is not heard twice. */
export function listenForShortcuts(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const typing = isTyping(event.target);
    // Who came last is nearest to what is done.
    const meant = heard.findLast(
      ({ keys, act }) =>
        act !== undefined && keys.some((one) => isPressed(one, event) && (!typing || worksInFields(one))),
    );
    if (!meant) return;
    event.preventDefault();
    meant.act?.();
  });
}
