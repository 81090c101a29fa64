import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

export interface TabOf<Id extends string> {
  readonly id: Id;
  readonly name: string;
  /** How many there are; not said where it is not known. */
  readonly count?: number | undefined;
  readonly content: () => ReactNode;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabOf<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** The chosen one alone is made; arrows go from one to the next. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose }: TabsProps<Id>) {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const found = tabs.find(({ id }) => id === key);
        if (found) onChoose(found.id);
      }}
    >
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ id, name, count }) => (
          <Tab key={id} id={id} className="tab">
            {count === undefined ? name : `${name} ${count}`}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {id === chosen && content()}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
