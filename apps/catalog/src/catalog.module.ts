import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from '@lib/database';
import { Clock } from '@lib/kernel';
import { Inbox, Outbox, States } from '@lib/messaging';
import { catalogExamples } from './catalog.examples.js';
import { ExportController } from './export/export.http.js';
import { GroupController } from './group/group.http.js';
import { ImportController } from './import/import.http.js';
import { MunicipalityConsumer } from './municipality/municipality.consumer.js';
import { PlacesConsumer } from './places/places.consumer.js';
import { ProviderController } from './provider/provider.http.js';
import { SearchController } from './search/search.http.js';

export { catalogMigrations } from './catalog.migrations.js';

export type CatalogDependencies = {
  readonly database: Database;
  readonly clock: Clock;
  /** Of schema `catalog`; carries catalog.groups.v1. */
  readonly outbox: Outbox;
};

/** Providers, programmes, modules and study groups: import of registries, search, cards. */
@Module({})
export class CatalogModule {
  static readonly about = {
    title: 'Catalog',
    description: 'Providers, programmes and study groups: import, search and group cards.',
    examples: catalogExamples,
  };

  static register({ database, clock, outbox }: CatalogDependencies): DynamicModule {
    return {
      module: CatalogModule,
      controllers: [
        ImportController,
        ExportController,
        SearchController,
        GroupController,
        ProviderController,
        PlacesConsumer,
        MunicipalityConsumer,
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Outbox, useValue: outbox },
        { provide: Inbox, useValue: new Inbox('catalog') },
        { provide: States, useValue: new States('catalog') },
      ],
    };
  }
}
