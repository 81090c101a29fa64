// What the primitives of packages/ui ask of Preact, as React has it: for the compiler alone, the build takes React itself.
import type { InputHTMLAttributes as ReactInput, ReactNode } from 'react';

export { createContext } from 'react';
export type { RefObject } from 'react';
export type ComponentChildren = ReactNode;
export type InputHTMLAttributes = ReactInput<HTMLInputElement>;
