import type { Image } from '../../shared/azure/contract';
import { splitImageName, withoutScheme } from '../../shared/azure/image-registry';
import { AppError } from '../app-error';

/** Understands the name of an image as Docker does (github.com/distribution/reference). @throws {AppError} `azure.image-name-unusable` */
export function readImageName(typed: string): Image {
  const name = withoutScheme(typed);
  const unusable = (reason: string): AppError =>
    new AppError('azure.image-name-unusable', { name: typed.trim().slice(0, 200), reason });
  if (name === '') throw unusable('empty');
  if (name.length > 500) throw unusable('length');
  const [named = '', digest, ...rest] = name.split('@');
  if (rest.length > 0 || (digest !== undefined && !/^sha256:[0-9a-f]{64}$/u.test(digest))) throw unusable('digest');
  const [, path = '', tag] = /^(.*?)(?::([^:/]*))?$/u.exec(named) ?? [];
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/u.test(tag)) throw unusable('tag');
  const { registry, repository } = splitImageName(path);
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/u.test(registry)) {
    throw unusable('registry');
  }
  if (!/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/u.test(repository)) {
    throw unusable('repository');
  }
  const shown = tag ?? (digest === undefined ? 'latest' : undefined);
  const reference = `${registry}/${repository}${shown === undefined ? '' : `:${shown}`}${digest === undefined ? '' : `@${digest}`}`;
  return {
    registry,
    repository,
    ...(shown !== undefined && { tag: shown }),
    ...(digest !== undefined && { digest }),
    reference,
  };
}
