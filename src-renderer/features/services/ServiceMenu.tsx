import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { Fragment, type ReactNode, useRef } from 'react';
import { keySlotSchema } from '../../../shared/services/api-key-slot';
import type { Service } from '../../../shared/services/contract';
import { serviceWords as words } from '../../text/services';
import { fluentRef } from '../../ui/fluent-ref';
import type { ServiceActions } from './actions';

/** One thing that a menu does. */
export interface MenuEntry {
  readonly says: string;
  readonly onPress: () => void;
}

/** What is done with a service now and then, in groups of what belongs together. */
export function ServiceMenu(props: {
  /** What the service is called. */
  readonly name: string;
  readonly groups: readonly (readonly MenuEntry[])[];
}): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const press = ({ onPress }: MenuEntry): void => {
    // A dialog that opens gives the focus back to what had it, and the entry is gone by then.
    button.current?.focus();
    onPress();
  };
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton ref={fluentRef(button)} aria-label={`${words.more} ${props.name}`}>
          {words.more}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.groups
            .filter((group) => group.length > 0)
            .map((group, index) => (
              <Fragment key={group[0]?.says}>
                {index > 0 && <MenuDivider />}
                {group.map((entry) => (
                  <MenuItem key={entry.says} onClick={() => press(entry)}>
                    {entry.says}
                  </MenuItem>
                ))}
              </Fragment>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Another certificate, where it has one. */
export function renewal({ tls }: Service, { onStep }: Pick<ServiceActions, 'onStep'>): readonly MenuEntry[] {
  return tls ? [{ says: words.menu.renew, onPress: () => onStep('certificate') }] : [];
}

/** A new key in the place of one of the two. */
export function replacements({ onChange }: Pick<ServiceActions, 'onChange'>): readonly MenuEntry[] {
  return keySlotSchema.options.map((slot) => ({
    says: words.menu.replace[slot],
    onPress: () => onChange({ kind: 'rotate-key', slot }),
  }));
}
