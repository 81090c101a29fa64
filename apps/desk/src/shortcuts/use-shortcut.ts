import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { registry, type Shortcut } from './registry.ts';

/** How many dialogs lie between a component and the page. */
export const Layer = createContext(0);

interface Wanted {
  /** Such as `Ctrl+K`, `1`, `F2`; several do the same. */
  readonly keys: string | readonly string[];
  readonly name: string;
  /** Absent: told of, and heard by the control itself. */
  readonly act?: (() => void) | undefined;
  readonly foot?: boolean;
  /** false: it does nothing now, and is not shown. */
  readonly on?: boolean;
}

/** While this is on the screen, the keys do that: `useShortcut({ keys: '1', name: say.grant, act: open })`. */
export function useShortcut({ keys, name, act, foot = false, on = true }: Wanted): void {
  const layer = useContext(Layer);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const combinations = [keys].flat().join(' ');
  const acts = act !== undefined;
  useEffect(() => {
    if (!on) return undefined;
    return registry.add({
      keys: combinations.split(' '),
      name,
      act: acts ? () => latest.current?.() : undefined,
      foot,
      layer,
    });
  }, [combinations, name, foot, on, layer, acts]);
}

/** A dialog is open: the page beneath hears nothing. */
export function useCover(layer: number): void {
  useEffect(() => registry.cover(layer), [layer]);
}

/** All that can be pressed now. */
export const useShortcuts = (): readonly Shortcut[] => useSyncExternalStore(registry.watch, registry.heard);
