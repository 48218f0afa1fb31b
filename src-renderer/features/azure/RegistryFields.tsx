import { type ReactNode, useState } from 'react';
import type { Registry } from '../../../shared/azure/contract';
import { azureWords, joined, tagInWords } from '../../text/azure';
import { type Choosing, LevelField } from './LevelField';
import type { Option } from './options';

const words = azureWords.image;

/** Registry, repository, tag: each opens the next. */
export function RegistryFields(props: Choosing): ReactNode {
  const { where, listings } = props;
  const { choice } = where;
  const [now] = useState(() => new Date());
  const registry = listings.registries.items.find(({ name }) => name === choice.registry);
  return (
    <>
      <LevelField
        {...props}
        level="registry"
        label={words.registry}
        option={registryOption}
        none={words.registryNone}
      />
      {registry && (
        <LevelField
          {...props}
          level="repository"
          label={words.repository}
          option={(name) => ({ key: name, name, more: '' })}
          none={words.repositoryNone}
        />
      )}
      {registry && choice.repository !== undefined && (
        <LevelField
          {...props}
          level="tag"
          label={words.tag}
          option={(tag) => ({ key: tag.name, name: tag.name, more: tagInWords(tag, now) })}
          none={words.tagNone}
        />
      )}
    </>
  );
}

function registryOption({ name, loginServer, resourceGroup, adminUser }: Registry): Option {
  return { key: name, name, more: joined([loginServer, resourceGroup, adminUser ? '' : words.adminUserOff]) };
}
