export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A lock file that names a registry sends everybody there, whatever registry they use. */
export const namedHosts = ({ packages }: Lockfile): string[] =>
  Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && !link)
    .map(([place, { resolved }]) => `${place} comes from ${resolved}`);

interface Missing {
  readonly name: string;
  readonly version: string;
  readonly by: LockedPackage;
}

/** Optional packages that the lock file does not hold: `npm ci` fails on a machine of the kind they are for. */
export function missingPackages({ packages }: Lockfile): Missing[] {
  const names = new Set(Object.keys(packages).map(nameOf));
  return Object.values(packages).flatMap((by) =>
    Object.entries(by.optionalDependencies ?? {})
      .filter(([name]) => !names.has(name))
      .map(([name, version]) => ({ name, version, by })),
  );
}

/** Packages that want to run something when they are installed. `allowed` is `allowScripts` of the root's manifest. */
export const undecidedScripts = (
  { packages }: Lockfile,
  allowed: Readonly<Record<string, boolean>>,
): string[] =>
  Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => nameOf(place))
    .filter((name) => !(name in allowed));

const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
