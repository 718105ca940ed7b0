/** Made from the OpenAPI document by `npm run client`; a test compares the two. */
export interface paths {
    "/authoring/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What templates may be written with: directives, filters, schemas
         * @description For editors that complete what an author writes.
         */
        get: operations["getAuthoringWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The batches, latest request first */
        get: operations["listBatches"];
        put?: never;
        /**
         * Request a report for each row
         * @description Each row of a dataset, or of a query over the template's datasets, becomes the report that a single request for its parameters would give, byte for byte. Requesting the same batch again makes nothing new.
         */
        post: operations["requestBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of a batch: counts, rate, time left, first failures */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        /**
         * Delete a batch and all its PDFs
         * @description A batch that is under way stops. It is gone at once; its objects may take some minutes.
         */
        delete: operations["deleteBatch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The items of a batch, in the order of the rows */
        get: operations["listBatchItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/items/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete one item with its files
         * @description An archive or volume that was made before still holds it.
         */
        delete: operations["deleteBatchItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/items/{name}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An item in another form that the batch asks for
         * @description Also while the batch is under way. The item lists the files that it has.
         */
        get: operations["getBatchItemFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/items/{name}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The PDF of an item that is ready
         * @description Also while the batch is under way.
         */
        get: operations["getBatchItemPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/manifest.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One line for each row: name, state, report, sha256, pages, bytes, warnings, reason
         * @description Cells that a spreadsheet would take for formulas begin with an apostrophe.
         */
        get: operations["getBatchManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/output/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the output of a batch that is ready: the archive, or a volume */
        get: operations["getBatchOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the rows again that are not ready
         * @description Starts the next generation of a batch that has ended. Ready items are kept.
         */
        post: operations["retryBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The number of rows of a batch, and its first items with their names and parameters
         * @description Takes the body of `POST /batches` and makes nothing. Only the batch itself finds repeated names.
         */
        post: operations["previewBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this server can do
         * @description A laptop has folders and streams of events, AWS has neither, and a deployment may serve fewer scopes. What the caller may do depends on the token.
         */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change several files of a template at once
         * @description Renames a query, a chart, a parameter or a message with all its uses, or writes a query that menus describe. Answers the smallest patches, the files that move, and those that are new. A rename is refused where a use cannot be told apart. Stores nothing: the caller applies the answer to its own files.
         */
        post: operations["changeTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stored datasets */
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dataset: columns, types, rows, warnings, versions */
        get: operations["getDataset"];
        /** Store a dataset; the same content gives the same version */
        put: operations["putDataset"];
        post?: never;
        /**
         * Delete a dataset with all its versions
         * @description Reports that were made from it stay, with their PDFs. One that still waits fails, and none can be rendered again or verified without the file.
         */
        delete: operations["deleteDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a dataset holds its contract: checks, freshness, and files that were refused
         * @description The contract is part of the dataset's recipe. Of the rows that break a check, the first 20 are listed and all are counted.
         */
        get: operations["getDatasetChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed from one version to another: rows, columns, types, ranges, categories, keys
         * @description Values are compared in the first 60 columns that both versions have; in another type only row by row. Of values and keys that came, went or changed, the first 20 are listed and all are counted.
         */
        get: operations["diffDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When which version became current, latest first */
        get: operations["listDatasetMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a stored version current: one that was held back, or an earlier one */
        post: operations["promoteDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/recipe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The recipe of a dataset */
        get: operations["getRecipe"];
        /**
         * Give a dataset a recipe, or try one
         * @description The current file becomes a version by the recipe, which is current from then on; files that come later are read by it too. The file itself stays as it came. With `dry-run` nothing is stored, and the limits are those of a request.
         */
        put: operations["putRecipe"];
        post?: never;
        /**
         * Take a dataset's recipe away
         * @description The current file becomes a version as it is read without one, which is current from then on.
         */
        delete: operations["deleteRecipe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/recipe/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The changes of a dataset's recipe, latest first */
        get: operations["listRecipeMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/recipe/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a dataset a recipe that it had before */
        post: operations["rollBackRecipe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/reread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the current version's file again, as this release reads it
         * @description If this release reads it differently, it becomes a new version, which is current then; the old version stays as it is. Otherwise nothing changes but `byOlderReader`. Poll `self` until the state is `stored` or `failed`: this release may refuse the file.
         */
        post: operations["rereadDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The templates, publications and views that read a dataset
         * @description Also those that read a view of it (`through`). `GET /reports?dataset=NAME` lists the reports that were made from it.
         */
        get: operations["listDatasetUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/datasets/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a version of a dataset that is not current
         * @description Reports that were made from it stay, with their PDFs. One that still waits fails, and none can be rendered again or verified without the file.
         */
        delete: operations["deleteDatasetVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Letters or copies, with their states
         * @description Newest event first. `letters` are the jobs that write the letters to a batch's rows, page by page. `unknown`: a letter that may have been sent, since its process died or the connection broke; it is not sent again unless you ask for it.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{channel}/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a letter or copy again that was given up, or that may or may not have been sent */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft a report of a dataset
         * @description Finds by rules what the table is about and writes the files of a template: settings, text, queries, charts, a test. Stores nothing. The answer names the questions that the rules answered; send other answers in `answers`, and preview the files with `POST /previews` and `base: nothing`.
         */
        post: operations["draftTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Edit a block of a template where it is printed
         * @description Describes a block of a template's text (its words, the values between them, the loops and conditions around it), and finds the smallest patches of the file that make of it what `edit` asks. An edit that would change another block, or not be read as it is meant, is refused. Stores nothing: the caller applies the patches to its own files.
         */
        post: operations["editTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When rows of a dataset were erased, latest first */
        get: operations["listErasures"];
        put?: never;
        /**
         * Erase rows of a dataset from everything that is stored of it
         * @description The rows that are left become the current version, whose bytes they are. All other versions go, also those that are held back, and the tables of views over the dataset, which are made anew. Reports stay: `GET /erasures/{name}/remains` lists them. The condition is not kept.
         */
        post: operations["eraseRows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{name}/remains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports, batches and editions that were made from versions of a dataset which are gone
         * @description Of the dataset, and of the views over it. They still show what was erased; `DELETE` of `self` deletes each with all that was made of it.
         */
        get: operations["listRemains"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service answers, and with which engine it renders */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file to which a letter links
         * @description The token is signed and expires after thirty days.
         */
        get: operations["followLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who gets letters about what happens to a dataset, its source or its view */
        get: operations["getNotices"];
        /**
         * Say who gets letters about what happens to a dataset, its source or its view
         * @description Each change of state is one letter to each address: a file is refused, the freshness of the contract has passed, a version is held back, the source or the view fails, or works again. A letter has values of a refused file. The list replaces the one before.
         */
        put: operations["putNotices"];
        post?: never;
        /** Send nobody letters about a dataset any more */
        delete: operations["deleteNotices"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lay out a template that is being edited
         * @description Stores nothing. Faults of the files are part of the answer, which then shows the last good pages. The next preview of a session names the last one in `since` and sends only what has changed; only what depends on it is made again. The last three previews of a session can be asked for their pages, until four other sessions have come or nobody has asked for ten minutes; the files of hundreds of sessions are kept, so that each can go on.
         */
        post: operations["makePreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews/{id}/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of a preview as a PDF of its own
         * @description Without the attachments, the outline and the links of the report.
         */
        get: operations["getPreviewPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews/{id}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the check says of a preview's files
         * @description As `broadsheet check` does: with the samples, in every branch and every language. It takes as long as a few reports.
         */
        get: operations["checkPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews/{id}/queries/{query}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result of a query of a preview */
        get: operations["getPreviewQuery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole report of a preview
         * @description The bytes that a report of the same files, parameters and datasets would have.
         */
        get: operations["getPreviewPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews/{id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the tests among a preview's files say
         * @description Runs `tests/*.yaml` as `broadsheet test` does, one after the other, with the samples. A report is made for each.
         */
        get: operations["testPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The publications */
        get: operations["listPublications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A publication */
        get: operations["getPublication"];
        /**
         * Create or change a publication
         * @description From now on its triggers make editions. If they stay the same, a change loses no time and no version of a dataset.
         */
        put: operations["putPublication"];
        post?: never;
        /** Delete a publication with all its editions */
        delete: operations["deletePublication"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The editions of a publication, newest first */
        get: operations["listEditions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions/{edition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An edition */
        get: operations["getEdition"];
        put?: never;
        post?: never;
        /**
         * Delete an edition and its PDF
         * @description Its report stays, until it expires or is deleted itself.
         */
        delete: operations["deleteEdition"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions/{edition}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an edition shows that the one before did not */
        get: operations["getEditionChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions/{edition}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an edition that is a batch has made: its archive or volumes, and its manifest */
        get: operations["listEditionOutputs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions/{edition}/outputs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that an edition has made; with `latest` a link that stays the same */
        get: operations["getEditionOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions/{edition}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The PDF of an edition; with `latest` a link that stays the same */
        get: operations["getEditionPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/editions/{edition}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a failed edition again
         * @description From the inputs that were pinned. An edition that has not failed stays as it is.
         */
        post: operations["retryEdition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest editions as an Atom feed */
        get: operations["getPublicationFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make no editions until it is resumed */
        post: operations["pausePublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make editions again; times during the pause do not count as missed */
        post: operations["resumePublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an edition now
         * @description Also of a paused publication, and also if nothing has changed. The body may be left out.
         */
        post: operations["runPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run one SELECT over stored datasets
         * @description Under the rules and limits of a report's query: datasets by alias, parameters bound as `$name`, nothing volatile, 100,000 rows, 20 s. With `Accept: text/csv` the answer is CSV. At most 5 MB.
         */
        post: operations["runQuery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/columns/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the columns hold: distinct values, range, distribution, common values
         * @description Of the first 60 columns. Of more than 200,000 rows, distinct values, median, distribution and common values are those of a sample, evenly spread (`sample`).
         */
        get: operations["summarizeColumns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reports, latest request first */
        get: operations["listReports"];
        put?: never;
        /**
         * Request a report
         * @description Requesting the same (template version, parameters, dataset versions, date) makes one report. With `Accept: application/pdf` the response waits for the report and is the PDF itself, or a problem. (The responses below omit the PDF, so that a typed client needs no cast.)
         */
        post: operations["requestReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The state of a report
         * @description `Accept: application/pdf`, `text/html` or that of a workbook gives the report itself, as its own address does (202 while it is being made). A report that is not ready gives its state if JSON is acceptable, too.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        /** Delete a report and its PDF */
        delete: operations["deleteReport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a report that waits to be rendered
         * @description It has then failed with `report-cancelled`, for everybody who requested it. The next request for it starts again.
         */
        post: operations["cancelReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/card.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as a card of 1,200 × 630 pixels, for the preview of a link
         * @description Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.
         */
        get: operations["getReportCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The states of a report, as they change
         * @description Server-sent events: `report` with the report as `GET /reports/{id}` gives it, at once and whenever its state or stage changes; the stream ends with the outcome, or with `gone` if the report is deleted. Only a local server has this route; elsewhere clients poll `GET /reports/{id}`.
         */
        get: operations["watchReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a printed number comes from
         * @description Give `number`, or `page`, `x` and `y`. The first question renders the report again, which must print the same; later ones only run its queries. At most 20 numbers are answered, and the rows behind at most 10 cells are sought, for 10 s in all.
         */
        get: operations["explainReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures and pictures of a report
         * @description In their order. They are drawn when one is first asked for. `Prefer: wait=20` waits for it.
         */
        get: operations["listReportFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/figures.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as files of its figures and pictures, each as SVG and PNG
         * @description Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.
         */
        get: operations["getReportFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/figures/{figure}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A figure or picture of a report, as SVG or PNG
         * @description The file of this name in `figures.zip`, byte for byte, whose manifest `broadsheet verify` takes. `Prefer: wait=20` waits for it.
         */
        get: operations["getReportFigure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a report as a picture */
        get: operations["getReportPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as a text document
         * @description Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.
         */
        get: operations["getReportDocx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as a web page
         * @description Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.
         */
        get: operations["getReportHtml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The PDF of a report that is ready */
        get: operations["getReportPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.pptx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as slides
         * @description Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.
         */
        get: operations["getReportPptx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as a workbook
         * @description Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.
         */
        get: operations["getReportXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Render a failed or ready report again */
        post: operations["retryReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry all reports whose failure may not recur
         * @description After an outage: newest first, back to `since`. Failures that are `final` are left alone. When time runs out, `next` continues.
         */
        post: operations["redriveReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next five times of a schedule */
        get: operations["nextTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sources, by name, and the connections that they may name
         * @description A source says where the rows of the dataset of its name are fetched.
         */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A source: what it fetches and when, and how the last refresh went */
        get: operations["getSource"];
        /**
         * Say where a dataset is fetched, change it, or try it
         * @description The dataset has the name of the source; each refresh makes what came its current version, by its recipe and contract. A new definition is refreshed at once. With `dry-run` the first rows are fetched and nothing is stored.
         */
        put: operations["putSource"];
        post?: never;
        /** Stop fetching a dataset; it stays as it is */
        delete: operations["deleteSource"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{name}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch a dataset now
         * @description If a refresh is under way, it is that one. `GET /sources/{name}` says when it has ended.
         */
        post: operations["refreshSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that get no letters: they bounced, or their readers complained */
        get: operations["listSuppressed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressed/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let a suppressed address have letters again
         * @description Only if its mailbox works again, or its reader asks for letters.
         */
        delete: operations["releaseAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The templates that reports can be made from, or those that are not published */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One template: its parameters as JSON Schema, its datasets, its languages */
        get: operations["getTemplate"];
        /**
         * Store a draft version of a template
         * @description The template is checked as `broadsheet check` does, with its samples. A shared theme that it names (`theme: { base: house@current }`) is taken into the version. Nothing is published: `POST /templates/{name}/promote` does that. The same files are the same version. A sample dataset is stored if nothing has its name yet.
         */
        put: operations["putTemplate"];
        post?: never;
        /**
         * Unpublish a template
         * @description Its versions stay: reports that were made from them can still be rendered and verified, and `promote` publishes one again.
         */
        delete: operations["unpublishTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the parameters of a template may be over datasets of one's choice
         * @description The values that `POST /reports` with these datasets accepts. They are computed once for each version of the template and of its datasets.
         */
        post: operations["findTemplateChoices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store a template under a new name, as a draft
         * @description The files of one version stay as they are, with the theme that it took, so the copy is the same version. Publications, reports and the log stay with the template that is copied. Nothing is published.
         */
        post: operations["copyTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of a template's folder, as they happen
         * @description Server-sent events, until the client leaves: `ready` once the folder is watched, then `files` with `{files: [{path, etag}]}` whenever some are written, by any program; one without `etag` is gone.
         */
        get: operations["watchTemplateFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The files of a template's folder on the server's disk
         * @description Only a local server has folders (`serve --templates`). Stored templates are edited by storing a draft: `PUT /templates/{name}`.
         */
        get: operations["listTemplateFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/files/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a template's folder */
        get: operations["getTemplateFile"];
        /**
         * Write a file of a template's folder
         * @description With `If-Match` it replaces the content that the request has seen; with `If-None-Match: *` it makes a new file. Folders on the way are made. A server that watches its folders (`serve --watch`) publishes the template again.
         */
        put: operations["putTemplateFile"];
        post?: never;
        /** Remove a file of a template's folder */
        delete: operations["deleteTemplateFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published under a template's name: when, by whom and why, latest first */
        get: operations["listTemplateMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of a template: the first page of a report with its default values */
        get: operations["getTemplatePicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a stored version
         * @description From now on, requests that name no version get this one. Deployments and server starts do not change that. Where the server requires tests (`serve --require-tests`, the stack's `requireTests`), the version's tests run first, and all must pass: the answer is then 202, and `Location` says how far they are.
         */
        post: operations["promoteTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/promotions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A promotion whose tests run
         * @description `promote` answers with its address where the server requires tests. It stays for three months on AWS; the template's log keeps what was published.
         */
        get: operations["getPromotion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish an earlier version again */
        post: operations["rollBackTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a signed URL for uploading a large template
         * @description Its folder as a ZIP file. Size and hash are part of the signature. Send the bytes with `method` and exactly `headers` to `url`, then poll `self` until the state is `stored` or `failed`: the template is checked and becomes a draft, as by `PUT /templates/{name}`.
         */
        post: operations["announceTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of a template's upload */
        get: operations["getTemplateUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a template, latest first */
        get: operations["listTemplateVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a template, also a draft */
        get: operations["getTemplateVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/versions/{version}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of a version of a template
         * @description It is made once, from the data of that moment, and kept.
         */
        get: operations["getTemplateVersionPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{name}/versions/{version}/template.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a version as a ZIP file */
        get: operations["getTemplateArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The themes that templates can share, or those that are not published */
        get: operations["listThemes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One theme: its colours and fonts, and what templates have from it */
        get: operations["getTheme"];
        /**
         * Store a draft version of a theme
         * @description Its settings, fonts, logo and messages are checked; its partials with the templates that use them. Nothing is published: `POST /themes/{name}/promote` does that. The same files are the same version.
         */
        put: operations["putTheme"];
        post?: never;
        /**
         * Unpublish a theme
         * @description Refused while a published template takes it. Its versions stay, and `promote` publishes one again; until then no template can take it.
         */
        delete: operations["unpublishTheme"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store a draft of a template with the theme's current version
         * @description Of the template's current version. If its template.yaml names a version of the theme, the draft names the new one. It is checked as any other draft, and published by `POST /templates/{name}/promote`. `GET /themes/{name}/uses` lists the templates.
         */
        post: operations["applyTheme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published under a theme's name: when, by whom and why, latest first */
        get: operations["listThemeMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of a theme: a page of type, key figures, a chart, a table, and its colours with their contrast */
        get: operations["getThemePicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a stored version of a theme
         * @description From now on, drafts of templates that name `current` take this one; an earlier version can be promoted again. No report changes: a template takes a theme into its own version, and `POST /themes/{name}/apply` offers drafts. So a theme needs no tests; those of each template run when its draft is promoted.
         */
        post: operations["promoteTheme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a signed URL for uploading a large theme
         * @description Its folder as a ZIP file. Size and hash are part of the signature. Send the bytes with `method` and exactly `headers` to `url`, then poll `self` until the state is `stored` or `failed`: the theme is checked and becomes a draft, as by `PUT /themes/{name}`.
         */
        post: operations["announceTheme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of a theme's upload */
        get: operations["getThemeUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published templates that take a theme, each with the version of the theme in it */
        get: operations["findThemeUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a theme, latest first */
        get: operations["listThemeVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a theme, also a draft */
        get: operations["getThemeVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/versions/{version}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of a version of a theme, also of a draft
         * @description The same version has always the same picture: it is made once, from data that are part of Broadsheet, and kept.
         */
        get: operations["getThemeVersionPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/themes/{name}/versions/{version}/theme.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a theme's version as a ZIP file */
        get: operations["getThemeArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page that asks whether to end letters
         * @description It changes nothing: programs that look at the links of letters do not unsubscribe anybody.
         */
        get: operations["showUnsubscribe"];
        put?: never;
        /**
         * End the letters of a publication to an address
         * @description RFC 8058: mail programs post here with one click.
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that have unsubscribed */
        get: operations["listUnsubscribed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribed/{list}/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let an address have letters again
         * @description Only if its owner asks for it.
         */
        delete: operations["subscribeAgain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a signed URL for uploading a large dataset
         * @description Size and hash are part of the signature. Send the bytes with `method` and exactly `headers` to `url`, then poll `self` until the state is `stored` or `failed`.
         */
        post: operations["announceUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of an upload */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the parts of an upload read
         * @description Poll `self` until the state is `stored` or `failed`: the parts together must be the announced file. Repeating the call is safe.
         */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parts of an upload that have arrived */
        get: operations["listUploadParts"];
        put?: never;
        /**
         * Request signed URLs for parts of an upload
         * @description Length and hash of a part are part of its signature. Send its bytes with `method` and exactly `headers` to `url`, in any order, several at once if you like; one that is cut short is sent again.
         */
        post: operations["signUploadParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/in-parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the upload of a large dataset in parts, or go on with it
         * @description The same name, format, size, hash and reading find an upload that has not ended, and what has arrived of it stays. Send its `partCount` parts of `partBytes` each to the URLs of `POST /uploads/{id}/parts`, then `POST /uploads/{id}/complete`.
         */
        post: operations["beginUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The views, by name
         * @description A view is a dataset that is made from others: `GET /datasets/{name}` has its table.
         */
        get: operations["listViews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A view: how it is made, and how it stands to its sources */
        get: operations["getView"];
        /**
         * Make a view, change it, or try one
         * @description A view is a dataset that one SELECT makes from others, or the steps of a recipe from one. Whenever a source changes it is made anew. It is tried before it is stored, by the limits of a request; what exceeds only these is stored and made by those of an upload. With `dry-run` nothing is stored.
         */
        put: operations["putView"];
        post?: never;
        /**
         * Delete a view with its tables
         * @description Its sources stay, and so do reports that were made from it.
         */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/{name}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed view again
         * @description A view is made anew by itself when a source changes; this is for what failed, and for a table that is lost or damaged.
         */
        post: operations["refreshView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks */
        get: operations["listWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook */
        get: operations["getWebhook"];
        /**
         * Create or change a webhook
         * @description Events are posted as the Standard Webhooks specification has it: `webhook-id`, `webhook-timestamp` and `webhook-signature` (HMAC-SHA-256). The answer to a creation has the secret, which is never shown again.
         */
        put: operations["putWebhook"];
        post?: never;
        /**
         * Delete a webhook and its secret
         * @description Events that wait for it are dropped.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{name}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A webhook's deliveries, with every try
         * @description Status and time of every try, without the receiver's text.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{name}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send all events since a time again
         * @description Also those that were delivered, with the same `webhook-id`. On AWS events are kept for ninety days.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{name}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook a new secret
         * @description For a day both secrets sign every message, so that the receiver can change over at any time within it.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post a test event now, once
         * @description Its data has `test: true`.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AnnouncedTemplateUpload: components["schemas"]["TemplateUpload"] & {
            /** Format: date-time */
            expires: string;
            /** @description Headers to send, exactly these. */
            headers: {
                [key: string]: string;
            };
            /** @enum {string} */
            method: "PUT";
            /** @description Where to send the bytes. */
            url: string;
        };
        AnnouncedThemeUpload: components["schemas"]["ThemeUpload"] & {
            /** Format: date-time */
            expires: string;
            /** @description Headers to send, exactly these. */
            headers: {
                [key: string]: string;
            };
            /** @enum {string} */
            method: "PUT";
            /** @description Where to send the bytes. */
            url: string;
        };
        AnnouncedUpload: components["schemas"]["Upload"] & {
            /** Format: date-time */
            expires: string;
            /** @description Headers to send, exactly these. */
            headers: {
                [key: string]: string;
            };
            /** @enum {string} */
            method: "PUT";
            /** @description Where to send the bytes. */
            url: string;
        };
        ApplyThemeRequest: {
            /**
             * @description A template that takes the theme.
             * @example high-tech-industries
             */
            template: string;
        };
        /** @description What the author of a template may write. */
        AuthoringWords: {
            barcodes: string[];
            /** @description Words of a table's columns. */
            columnWords: string[];
            directives: {
                attributes: string[];
                /** @description `leaf`: `::name`. `container`: `:::name`, blocks, and `:::`. */
                forms: ("leaf" | "container")[];
                /** @example chart */
                name: string;
                /** @description Attributes that name a query. */
                queries: string[];
                required: string[];
            }[];
            /** @description Filters of Liquid. */
            filters: string[];
            formats: string[];
            languages: string[];
            /** @description Functions of SQL that queries may call beside DuckDB's. */
            macros: string[];
            schemas: {
                /** @description JSON Schema of template.yaml. */
                template: Record<string, unknown>;
                /** @description JSON Schema of tests/*.yaml. */
                test: Record<string, unknown>;
            };
            /** @description Tags of Liquid. */
            tags: string[];
            /** @description Directives in a line: `:sup[2]`. */
            textDirectives: string[];
            themes: string[];
            warnings: {
                code: string;
                means: string;
                of: string;
                remedy: string;
            }[];
        };
        Batch: {
            /**
             * @description If ready: of all PDFs together.
             * @example 419430400
             */
            bytes?: number;
            /**
             * @description If ready, on AWS: what the last attempts at the plan, the pages and the end used, and what they and their calls cost at public prices. An estimate.
             * @example {
             *       "gigabyteSeconds": 102.4,
             *       "usd": 0.0068
             *     }
             */
            cost?: {
                gigabyteSeconds: number;
                usd: number;
            };
            counts: components["schemas"]["BatchCounts"];
            /**
             * Format: date-time
             * @example 2026-01-05T09:30:00.000Z
             */
            created: string;
            datasets: {
                [key: string]: {
                    name: string;
                    version: string;
                };
            };
            /**
             * Format: date
             * @description If the request gave one.
             */
            date?: string;
            /** @description If failed: why. */
            failure?: components["schemas"]["ProblemDetails"];
            /** @description The first ten failed rows. */
            failures: components["schemas"]["BatchItem"][];
            /** @description If failed: whether the same batch would fail again. */
            final?: boolean;
            /** Format: date-time */
            finished?: string;
            /**
             * @description From 1: one more with each retry.
             * @example 1
             */
            generation: number;
            /**
             * @description Hash of everything the batch is made from.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /**
             * @description If ready: reports that lack one of these forms.
             * @example 1
             */
            incomplete?: number;
            /** @example /batches/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/items */
            items: string;
            /** @example /batches/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/manifest.csv */
            manifest: string;
            /**
             * @example {
             *       "customer": "customer_id"
             *     }
             */
            map: {
                [key: string]: string;
            };
            /** @example statement-{{ customer_id }} */
            name: string;
            /**
             * @example files
             * @enum {string}
             */
            output: "files" | "zip" | "merged";
            /** @description If ready: the files of the output. */
            outputs?: {
                bytes: number;
                name: string;
                path: string;
            }[];
            /**
             * @description If ready: of all PDFs together.
             * @example 9980
             */
            pages?: number;
            /** @description Shared by all reports. */
            parameters: Record<string, unknown>;
            /**
             * @description While running: reports made in a second.
             * @example 118.4
             */
            rate?: number;
            /**
             * @description Forms in which each report is made beside its PDF.
             * @example [
             *       "xlsx"
             *     ]
             */
            renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
            /**
             * @description If ready: how many of them a retry may complete.
             * @example 1
             */
            retriable?: number;
            /**
             * @description Where the rows come from; a dataset with its version.
             * @example {
             *       "dataset": {
             *         "name": "customers",
             *         "version": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             *       }
             *     }
             */
            rows: Record<string, unknown>;
            /**
             * @description While running: how long the rest takes at that rate.
             * @example 42
             */
            secondsLeft?: number;
            /** @example /batches/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            self: string;
            /**
             * @example running
             * @enum {string}
             */
            status: "queued" | "planning" | "running" | "ready" | "failed";
            /**
             * @example {
             *       "name": "statement",
             *       "version": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             *     }
             */
            template: {
                name: string;
                version: string;
            };
            /** @example 5% */
            tolerate: number | string;
        };
        BatchCounts: {
            /** @example 2 */
            failed: number;
            /** @example 5008 */
            pending: number;
            /** @example 4990 */
            ready: number;
            /**
             * @description Once they are read.
             * @example 10000
             */
            rows?: number;
            /**
             * @description Not made, because the batch had failed.
             * @example 0
             */
            stopped: number;
        };
        BatchItem: {
            bytes?: number;
            /** @description If failed: why, by JSON pointer, row, column and value. */
            failure?: components["schemas"]["ProblemDetails"];
            /** @description If failed: whether the row would fail again. */
            final?: boolean;
            /**
             * @description Absent if the row gives none.
             * @example statement-1017
             */
            name?: string;
            pages?: number;
            /** @example /batches/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/items/statement-1017/report.pdf */
            pdf?: string;
            /** @description If ready: the report in the other forms that the batch asks for. Absent until they are made. */
            renditions?: {
                bytes?: number;
                /** @description Why it was not made. */
                failure?: components["schemas"]["ProblemDetails"];
                /** @description If it was not made: whether it would fail again. */
                final?: boolean;
                /**
                 * @example xlsx
                 * @enum {string}
                 */
                form: "html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png";
                /**
                 * @description Name of the file.
                 * @example statement-1017.xlsx
                 */
                name?: string;
                /** @example /batches/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/items/statement-1017/report.xlsx */
                path?: string;
                sha256?: string;
            }[];
            /** @description If ready: the id that a single request for this report has. */
            report?: string;
            /**
             * @description 1-based, in the order of the rows.
             * @example 17
             */
            row: number;
            sha256?: string;
            /**
             * @example ready
             * @enum {string}
             */
            status: "ready" | "failed" | "stopped" | "pending" | "deleted";
            title?: string;
            warnings?: components["schemas"]["Warning"][];
        };
        /** @description In the order of the rows. */
        BatchItemList: {
            items: components["schemas"]["BatchItem"][];
            /** @description Path of the next page; absent on the last one. */
            next?: string;
        };
        /** @description Newest first. */
        BatchList: {
            batches: components["schemas"]["Batch"][];
            /**
             * Format: date-time
             * @description Only of a page that holds fewer than `limit`, or none, although another follows: how far back it has looked, having read a thousand records. Whatever the filters want of later times is on this page or an earlier one; pass `next` to look further.
             */
            lookedBackTo?: string;
            /**
             * @description Path of the next page; absent on the last one.
             * @example /batches?after=…
             */
            next?: string;
        };
        BatchPreview: {
            /** @description The first rows. */
            items: {
                /** @description Why the row would fail. */
                failure?: components["schemas"]["ProblemDetails"];
                /**
                 * @description Absent if the row gives none.
                 * @example statement-1017
                 */
                name?: string;
                /**
                 * @description Those of the row.
                 * @example {
                 *       "customer": "1017"
                 *     }
                 */
                parameters?: Record<string, unknown>;
                /** @example 1 */
                row: number;
            }[];
            /**
             * @description How many the batch would have.
             * @example 10000
             */
            rows: number;
        };
        BatchRequest: {
            /**
             * @description Alias → stored dataset; omitted aliases take the template's default.
             * @example {
             *       "indicators": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string | {
                    name: string;
                    version?: string;
                };
            };
            /**
             * Format: date
             * @description The date of all reports.
             * @example 2022-12-31
             */
            date?: string;
            /**
             * @description Who is notified when the batch ends, who receives each row's report, and where the files are copied.
             * @example [
             *       {
             *         "webhook": "crm"
             *       },
             *       {
             *         "mail": {
             *           "to": [
             *             "print@example.org"
             *           ]
             *         }
             *       }
             *     ]
             */
            deliver?: {
                copy?: {
                    /**
                     * @description Name of the file, or its path below `to`, in Liquid. For a batch it must end with `/{{ file }}`, the name of each file; the default is then `{{ name }}-{{ date }}/{{ file }}`.
                     * @default {{ name }}-{{ date }}.pdf
                     */
                    name?: string;
                    /**
                     * @description Other forms that are copied beside the PDF, under its name with their own ending. Of a batch, those that it makes, where the output is `files`.
                     * @example [
                     *       "xlsx",
                     *       "html"
                     *     ]
                     */
                    renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                    /** @description `s3://bucket/prefix` on AWS, a folder below `--copies` on a laptop. */
                    to: string;
                };
                mail?: {
                    /**
                     * @description Attach the PDF. Otherwise the letter has a link to it, valid for thirty days.
                     * @default false
                     */
                    attach?: boolean;
                    /**
                     * @description Say what changed in the data since the edition before: rows, columns, types, ranges, values and keys. Those of a batch's rows do not.
                     * @default false
                     */
                    dataChanges?: boolean;
                    /**
                     * @description Other forms that go with the PDF, attached or linked as it is. Letters to a batch's rows take along those that the batch makes; letters about a whole batch take none.
                     * @example [
                     *       "xlsx",
                     *       "html"
                     *     ]
                     */
                    renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                    /**
                     * @description Liquid. By default that of the template's mail.md, else the title.
                     * @example {{ title }}
                     */
                    subject?: string;
                    /** @description Addresses, each of which gets a letter of its own; in a batch also the column of the rows that holds each one's address. */
                    to: string | string[] | {
                        column: string;
                    };
                };
                /** @description Name of a webhook. It is notified when the result is ready or has failed, even if its own `events` leave that out. */
                webhook?: string;
            }[];
            /**
             * @description Parameter → column of the rows.
             * @example {
             *       "customer": "customer_id"
             *     }
             */
            map: {
                [key: string]: string;
            };
            /**
             * @description Name of each item, of its file and in its address: Liquid over the row's columns, its number `row`, and `parameters`.
             * @example statement-{{ customer_id }}
             */
            name: string;
            /**
             * @description How the finished batch is handed over.
             * @default files
             * @enum {string}
             */
            output?: "files" | "zip" | "merged";
            /**
             * @description Parameters that all reports share; those of a row take precedence.
             * @example {
             *       "year": 2021
             *     }
             */
            parameters?: Record<string, unknown>;
            /**
             * @description Forms in which each report is made beside its PDF, such as a workbook. They are files of the item, and in the archive.
             * @example [
             *       "xlsx",
             *       "html"
             *     ]
             */
            renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
            /**
             * @description Where the rows come from: either `query` or `dataset`.
             * @example {
             *       "dataset": "customers"
             *     }
             */
            rows: {
                /** @description `name` or `name@version` of a stored dataset; each of its rows is a report. */
                dataset?: string | {
                    name: string;
                    version?: string;
                };
                /** @description One SELECT over the template's datasets by alias; each row of its result is a report, in its order. */
                query?: string;
            };
            /**
             * @description `name`, `name@version`, or both as separate members; without a version, the current one.
             * @example high-tech-industries
             */
            template: string | {
                name: string;
                version?: string;
            };
            /**
             * @description How many rows may fail: a number, or a share such as `5%`. If more fail, the batch stops and fails.
             * @default 0
             * @example 5%
             */
            tolerate?: number | string;
        };
        /** @description Who did it: an IAM principal, the subject of a JWT, or the owner of a token. */
        Caller: {
            /**
             * @example token
             * @enum {string}
             */
            kind: "iam" | "jwt" | "token";
            /** @example anna */
            name: string;
        };
        /** @description What a server can do. */
        Capabilities: {
            batches: boolean;
            /** @description Changes come as streams of events; elsewhere ask again. */
            events: boolean;
            /** @description Printed numbers say where they come from. */
            explanations: boolean;
            /** @description Templates are edited in folders on the server's disk. */
            folders: boolean;
            /**
             * @description Bytes of the largest file of a dataset that an upload may bring; 0 without uploads.
             * @example 268435456
             */
            largestUpload: number;
            /** @description Letters are sent. */
            mail: boolean;
            /** @description Pages and templates have pictures. */
            pictures: boolean;
            /** @description Unsaved templates are laid out. */
            previews: boolean;
            publications: boolean;
            queries: boolean;
            /** @description A version is promoted only if it passes its tests. */
            requiresTests: boolean;
            /** @description Datasets are fetched from databases, buckets and addresses. */
            sources: boolean;
            /** @description Files above 4 MB are accepted. */
            uploads: boolean;
            /** @description Large files are accepted in parts, which can be sent again. */
            uploadsInParts: boolean;
            webhooks: boolean;
        };
        /** @description What an edition shows that the one before did not: key figures that moved, rows by the names of their keys, charts with other data, pages that differ. Lists hold the first hundred entries. */
        Changes: {
            /**
             * @description The edition before; absent for the first.
             * @example 2026-11-20t07-00-00z
             */
            before?: string;
            charts: {
                count: number;
                first: string[];
            };
            keyFigures: {
                count: number;
                first: {
                    /**
                     * @description Absent if it went.
                     * @example 30.1%
                     */
                    after?: string;
                    /**
                     * @description Absent if it came.
                     * @example 29.8%
                     */
                    before?: string;
                    /** @example Share of GDP */
                    label: string;
                }[];
            };
            pages: {
                after: number;
                /** @description Number of pages. */
                before: number;
                changed: {
                    count: number;
                    first: number[];
                };
            };
            tables: {
                came: {
                    count: number;
                    first: string[];
                };
                changed: {
                    count: number;
                    first: string[];
                };
                title: string;
                /** @description Whether the table has more rows than are compared. */
                truncated?: boolean;
                went: {
                    count: number;
                    first: string[];
                };
            }[];
            /**
             * @description Why the two cannot be compared: an earlier release did not record what the edition before shows, or they have different languages.
             * @enum {string}
             */
            unknown?: "not-recorded" | "other-language";
            /**
             * @description The changes in the edition's language, a line each.
             * @example [
             *       "Share of GDP: 29.8% → 30.1%",
             *       "Pages that differ: 1, 4"
             *     ]
             */
            words: string[];
        };
        CheckResult: {
            /**
             * @description What is allowed.
             * @example from 0 to 100
             */
            allowed: unknown;
            /**
             * @example range
             * @enum {string}
             */
            check: "types" | "required" | "unique" | "range" | "values" | "rows";
            /**
             * @description None if it is about the whole table.
             * @example [
             *       "revenue"
             *     ]
             */
            columns: string[];
            /** @description The first 20 of them. */
            first?: {
                /**
                 * @description Of the table, from 1.
                 * @example 7
                 */
                row: number;
                /**
                 * @description The earlier row with the same values.
                 * @example 3
                 */
                sameAs?: number;
                /**
                 * @description At most 80 characters.
                 * @example 120
                 */
                value: string | null;
            }[];
            /** @example false */
            holds: boolean;
            /**
             * @description How it is broken.
             * @example 2 rows of "revenue" are not from 0 to 100; the first is row 7
             */
            message?: string;
            /**
             * @description Where the recipe has it.
             * @example /checks/2/range/revenue
             */
            pointer: string;
            /**
             * @description Rows that break it, if it is about rows.
             * @example 2
             */
            rows?: number;
            /**
             * @example error
             * @enum {string}
             */
            severity: "error" | "warning";
        };
        Choice: {
            /**
             * @description Its label.
             * @example Kenya
             */
            label?: string;
            /** @description Its labels by language, if they differ. */
            labels?: components["schemas"]["LocalizedText"];
            /** @example KE */
            value: string | number | boolean;
            /**
             * @description Values of other parameters for which it is available.
             * @example {
             *       "continent": "Africa"
             *     }
             */
            when?: {
                [key: string]: string | number | boolean | null;
            };
        };
        ChoicesAnswer: {
            /**
             * @description Parameter → its values from the data; none for a parameter whose values do not come from the data.
             * @example {
             *       "country": [
             *         {
             *           "value": "KE",
             *           "label": "Kenya"
             *         }
             *       ]
             *     }
             */
            choices: {
                [key: string]: components["schemas"]["Choice"][];
            };
            datasets: {
                [key: string]: {
                    name: string;
                    version: string;
                };
            };
        };
        ChoicesRequest: {
            /**
             * @description Alias → stored dataset; omitted aliases take the template's default.
             * @example {
             *       "indicators": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string | {
                    name: string;
                    version?: string;
                };
            };
            /** @description Of the template. If left out, the current one. */
            version?: string;
        };
        ColumnSummaries: {
            columns: {
                /** @description Rows in each of 24 intervals of equal width from the lowest to the highest value; of whole numbers and days, at most 24 that hold as many of them each. */
                bins?: number[];
                /**
                 * @description Different values.
                 * @example 8
                 */
                distinct?: number;
                /** @example 2025 */
                highest?: string;
                /**
                 * @description Of numbers and dates.
                 * @example 2018
                 */
                lowest?: string;
                /** @example 2021.4 */
                mean?: number;
                /** @example 2021 */
                median?: number;
                /** @example year */
                name: string;
                /**
                 * @description Rows without a value.
                 * @example 0
                 */
                nulls: number;
                type: components["schemas"]["ColumnType"];
                /** @description Of texts: the most common ones, with their rows. */
                values?: {
                    rows: number;
                    value: string;
                }[];
            }[];
            /** @example beijing-indicators */
            name: string;
            /** @example 180 */
            rows: number;
            /** @description Rows of the sample, if the dataset has more than 200,000. */
            sample?: number;
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            version: string;
        };
        /** @enum {string} */
        ColumnType: "text" | "integer" | "number" | "boolean" | "date" | "timestamp";
        CopyRequest: {
            /**
             * @description Of the copy: one that no template has.
             * @example my-industries
             */
            name: string;
            /**
             * @description Of the template. If left out, the current one; if none is current, the latest.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version?: string;
        };
        DatasetChecks: {
            /** @description None if there are no checks. */
            checks: components["schemas"]["CheckResult"][];
            /** @description The last 20 things that happened to the dataset and what fills it, latest first: files that were refused, times without new data, versions held back, failures of its source or view, and their ends. */
            events: {
                /**
                 * @description What the contract allows.
                 * @example 36h
                 */
                freshness?: string;
                /** @description Why the file was refused, or why its source or view fails. */
                problems?: components["schemas"]["ProblemEntry"][];
                /**
                 * @description Of the version that is held back.
                 * @example 36
                 */
                rows?: number;
                /**
                 * Format: date-time
                 * @description When data last came, or since when the source or view had failed.
                 */
                since?: string;
                /** Format: date-time */
                timestamp: string;
                /** @enum {string} */
                type: "dataset.refused" | "dataset.stale" | "dataset.held" | "source.failed" | "source.recovered" | "view.failed" | "view.recovered";
                /**
                 * @description That the file would have become, that was current, or that is held back.
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                version?: string;
            }[];
            freshness?: components["schemas"]["Freshness"];
            /** @description Whether it was judged by the current checks. A version that an earlier release stored is not, until the recipe is put again. */
            judged: boolean;
            /** @example beijing-indicators */
            name: string;
            /**
             * @description The current version.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
        };
        DatasetColumn: {
            /** @description Of a text column whose values are all of this type, but look like codes: a template may declare it as either. */
            couldBe?: components["schemas"]["ColumnType"];
            /** @example year */
            name: string;
            /**
             * @description Rows without a value.
             * @example 0
             */
            nulls: number;
            type: components["schemas"]["ColumnType"];
            /**
             * @description Of its values, as a recipe says.
             * @example CNY million
             */
            unit?: string;
        };
        DatasetDetail: components["schemas"]["DatasetProfile"] & {
            /**
             * @description All stored versions.
             * @example [
             *       "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             *     ]
             */
            versions: string[];
        };
        DatasetDiff: {
            /** @description The columns that differ; values are compared in the first 60. */
            columns: {
                /** @enum {string} */
                change: "added" | "removed" | "changed";
                changes?: {
                    /** @description Of texts with at most 1,000 different values: those that came. */
                    came?: {
                        count: number;
                        first: string[];
                    };
                    /** @description Rows of the same key in which it differs. */
                    changedRows?: number;
                    /** @description Different values. */
                    distinct?: {
                        from?: number;
                        to?: number;
                    };
                    gone?: {
                        count: number;
                        first: string[];
                    };
                    highest?: {
                        from?: string;
                        to?: string;
                    };
                    /** @description Of numbers and dates. Absent on a side without values. */
                    lowest?: {
                        from?: string;
                        to?: string;
                    };
                    /** @description Rows without a value. */
                    nulls?: {
                        from?: number;
                        to?: number;
                    };
                    type?: {
                        from: components["schemas"]["ColumnType"];
                        to: components["schemas"]["ColumnType"];
                    };
                };
                /** @example year */
                name: string;
                type: components["schemas"]["ColumnType"];
            }[];
            /**
             * @description The older version.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            from: string;
            /**
             * @description The columns that name a row in both versions, by which rows are compared; absent without a key.
             * @example [
             *       "city",
             *       "year"
             *     ]
             */
            key?: string[];
            keys?: {
                /** @description Rows whose keys only the newer version has. */
                came: {
                    count: number;
                    first: string[][];
                };
                /** @description Rows of the same key that differ, and the first values that do. */
                changed: {
                    count: number;
                    first: {
                        column: string;
                        from: string | null;
                        key: string[];
                        to: string | null;
                    }[];
                };
                /** @description Rows whose keys only the older version has. */
                gone: {
                    count: number;
                    first: string[][];
                };
            };
            /** @example beijing-indicators */
            name: string;
            rows: {
                /** @example 180 */
                from: number;
                /** @example 192 */
                to: number;
            };
            /**
             * @description The newer one.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            to: string;
            /**
             * @description Columns that both have beyond these 60, or in types that do not go together: their values were not compared.
             * @example 0
             */
            uncompared: number;
        };
        /** @description By name. */
        DatasetList: {
            datasets: components["schemas"]["DatasetSummary"][];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /datasets?limit=100&after=city
             */
            next?: string;
        };
        DatasetLog: {
            moves: {
                /** Format: date-time */
                at: string;
                by?: components["schemas"]["Caller"];
                /**
                 * @example put
                 * @enum {string}
                 */
                kind: "put" | "upload" | "source" | "reread" | "erase" | "recipe" | "view" | "promote" | "bundled" | "remove";
                /**
                 * @description Counts the moves of the name.
                 * @example 12
                 */
                seq: number;
                /** @description What is current since then; absent if nothing is. */
                version?: string;
                /** @description The reason that was given. */
                why?: string;
            }[];
            /** @description Path of the next page; absent on the last one. */
            next?: string;
        };
        DatasetProfile: components["schemas"]["DatasetSummary"] & {
            /** @description How it holds the checks of its contract; absent if it has none or was not judged by them. */
            checks?: components["schemas"]["CheckResult"][];
            /** @description Whether an erasure left it: a recipe has shaped its rows already. */
            cleaned?: boolean;
            columns: components["schemas"]["DatasetColumn"][];
            /**
             * @description The field delimiter; CSV and workbooks only.
             * @example ,
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /**
             * @description The original encoding of the text, if not UTF-8.
             * @example windows-1252
             */
            encoding?: string;
            /** @description The Parquet files that hold the table one after the other, if it is too long for one; `bytes` and `rows` are their sums. */
            files?: {
                /** @example 61440000 */
                bytes: number;
                /** @example 3932160 */
                rows: number;
                /** @description Of its bytes. */
                sha256: string;
            }[];
            /** @description Whether it was stored and held back: another version is current, or none. */
            held?: boolean;
            /** @description Columns that few cells keep from being numbers or dates, rows that sum others up or are notes, days written as numbers, dates in spellings of people, names written in several ways, and the recipe that would mend them. It changes nothing until it is accepted. Absent if there are none, or none that could be mended with certainty. */
            proposal?: {
                /** @description Columns of dates in several spellings, or with names of months or weekdays; absent if there are none. */
                dates?: {
                    /** @example reported_on */
                    column: string;
                    /** @example "reported_on" has dates in 2 spellings: 345 as 07.01.2025, which is 2025-01-07; 59 as 11 Jan 2025, which is 2025-01-11 */
                    message: string;
                    /** @description How its dates are written, the most frequent first. */
                    spellings: {
                        /**
                         * @description As a recipe's `types` says it.
                         * @example %d %b %Y
                         */
                        format: string;
                        /**
                         * @description What it is.
                         * @example 2025-01-11
                         */
                        reads: string;
                        /**
                         * @description Its row, from 1.
                         * @example 12
                         */
                        row: number;
                        /** @example 59 */
                        rows: number;
                        /**
                         * @description The first of them.
                         * @example 11 Jan 2025
                         */
                        value: string;
                    }[];
                    /**
                     * @description What it would be.
                     * @enum {string}
                     */
                    type: "date" | "timestamp";
                }[];
                /** @description Columns of whole numbers that are days; absent if there are none. */
                days?: {
                    /** @example order_date */
                    column: string;
                    /** @example 2024-01-01 */
                    first: string;
                    /** @example 2024-12-31 */
                    last: string;
                    /** @example "order_date" holds whole numbers, as Excel writes days: 45292 is 2024-01-01, 45657 is 2024-12-31 */
                    message: string;
                    /**
                     * @description As Excel counts days, from 30 December 1899, or as eight digits.
                     * @enum {string}
                     */
                    written: "count" | "digits";
                }[];
                /** @description Columns of names of which some are written in several ways, in case, white space, hyphens, other letters, or in short; absent if there are none. */
                names?: {
                    /** @example region */
                    column: string;
                    /** @example "region" writes a name in several ways: 120 rows "North", 3 "north" */
                    message: string;
                    names: {
                        /**
                         * @description As it stands most often.
                         * @example North
                         */
                        name: string;
                        /** @description The other ways in which it is written, the most frequent first. */
                        others: {
                            /**
                             * @description The first, from 1.
                             * @example 17
                             */
                            row: number;
                            /** @example 3 */
                            rows: number;
                            /** @example north */
                            value: string;
                        }[];
                        /**
                         * @description Rows that hold it so.
                         * @example 120
                         */
                        rows: number;
                    }[];
                }[];
                /** @description Rows below a table without a total that are notes; absent if there are none. */
                notes?: {
                    /** @example month */
                    column: string;
                    /** @example row 14 says "Source: accounts" and nothing else */
                    message: string;
                    /**
                     * @description From 1.
                     * @example 14
                     */
                    row: number;
                    /** @example Source: accounts */
                    value: string;
                }[];
                /** @description Columns whose numbers could be read in two ways, and how the rest of the file says that they are meant; absent if there are none. */
                numbers?: {
                    /** @example North */
                    column: string;
                    /** @example "North": 4,906 is 4906, since "price" has 3.50 */
                    message: string;
                    /**
                     * @description What it is.
                     * @example 4906
                     */
                    reads: string;
                    /**
                     * @description From 1.
                     * @example 1
                     */
                    row: number;
                    /**
                     * @description The first such number.
                     * @example 4,906
                     */
                    value: string;
                }[];
                /** @description The recipe that mends them. */
                recipe: {
                    [key: string]: unknown;
                };
                spoiled: {
                    /** @example CAPE */
                    column: string;
                    /**
                     * @description Those of the type.
                     * @example 400
                     */
                    fits: number;
                    /** @example 400 of 401 values are dates; row 401 says "Total" */
                    message: string;
                    /** @description The first other texts. */
                    others: {
                        /**
                         * @description The first, from 1.
                         * @example 401
                         */
                        row: number;
                        /** @example 1 */
                        rows: number;
                        /** @example Total */
                        value: string;
                    }[];
                    /** @description What it is without these cells. */
                    type: components["schemas"]["ColumnType"];
                    /**
                     * @description Rows with a value.
                     * @example 401
                     */
                    values: number;
                }[];
                /** @description Rows that sum others up, in their order; absent if there are none. */
                totals?: {
                    /**
                     * @description Holds the word.
                     * @example month
                     */
                    column: string;
                    /** @example row 13 says "Total", and its "cost" is the sum of the other rows */
                    message: string;
                    /** @description Rows below it that fill one field: they are left out too. */
                    notes?: {
                        /** @example month */
                        column: string;
                        /**
                         * @description From 1.
                         * @example 14
                         */
                        row: number;
                        /** @example Source: accounts */
                        value: string;
                    }[];
                    /**
                     * @description From 1.
                     * @example 13
                     */
                    row: number;
                    /** @description Columns in which it is the sum of the other rows. */
                    sums: string[];
                    /** @example Total */
                    value: string;
                }[];
            };
            question?: components["schemas"]["NumbersQuestion"];
            /** @description The reading options given. */
            reading?: {
                /**
                 * @description The field delimiter of a CSV file. Default: detected.
                 * @enum {string}
                 */
                delimiter?: "," | ";" | "\t" | "|" | "comma" | "semicolon" | "tab" | "vertical bar";
                /** @description Encoding of a text file: a label of the Encoding Standard, e.g. `windows-1252`. Default: UTF-8, or detected. */
                encoding?: string;
                /** @description Whether the first row names the columns. Default: detected. */
                header?: boolean;
                /** @description Where the table is in its sheet, e.g. `B3:F90`, or its first cell. Default: detected. */
                range?: string;
                /** @description The sheet of a workbook. Default: the only one with a table. */
                sheet?: string;
            };
            /** @description The recipe that made the table. */
            recipe?: components["schemas"]["Recipe"];
            /** @description SHA-256 of the table's schema and of its rows in their order, as queries read them, whatever the file is. Absent of an uploaded file of more than 1,000,000 rows, and of one that an earlier release stored, unless a recipe has shaped it. */
            rowsHash?: string;
            /**
             * @description The sheet that was read.
             * @example Q1
             */
            sheet?: string;
            /** @description Where the version first came from, if a source fetched it; in the manifest of reports, too. */
            source?: components["schemas"]["SourceProvenance"];
            /** @description Whether a view made it, see `GET /views/{name}`; then its version is `rowsHash`, or also of its units if it has any. */
            view?: boolean;
            warnings: components["schemas"]["Warning"][];
        };
        DatasetPromotion: {
            /**
             * @description A stored version of the dataset.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
            /**
             * @description The reason, for the dataset's log.
             * @example Adds the figures of 2025
             */
            why?: string;
        };
        DatasetRecipe: {
            /** @description Whether the current version of the dataset was made by it. Otherwise an earlier release stored a file, or a change was cut short: put the recipe again. */
            applied: boolean;
            /**
             * @description The current version of the dataset.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            dataset?: string;
            /** @example beijing-indicators */
            name: string;
            recipe: components["schemas"]["Recipe"];
            /**
             * @description The recipe as it was sent.
             * @example steps:
             *       - trim: [region]
             */
            text: string;
            /**
             * @description Of the recipe: SHA-256 of its text.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
        };
        DatasetSummary: {
            /** @description True if an earlier release read the file and this one may read it differently: `POST /datasets/{name}/reread` reads it again. Absent otherwise. */
            byOlderReader?: boolean;
            /** @example 22851 */
            bytes: number;
            /**
             * @example csv
             * @enum {string}
             */
            format: "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";
            freshness?: components["schemas"]["Freshness"];
            /** @example beijing-indicators */
            name: string;
            /** @example 180 */
            rows: number;
            /**
             * @description SHA-256 of the content, of the reading options, of the recipe, and of the mended rules by which an earlier release read it differently.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
        };
        DatasetUses: {
            publications: {
                /** @example weekly-sales */
                name: string;
                /** @description The view of the dataset that it reads; absent if it reads the dataset itself. */
                through?: string;
                /** @description Whether new data make an edition. */
                trigger: boolean;
            }[];
            /** @description Published templates that take it unless a request names another. */
            templates: {
                /** @example indicators */
                alias: string;
                /** @example high-tech-industries */
                name: string;
                /** @description The view of the dataset that it reads; absent if it reads the dataset itself. */
                through?: string;
            }[];
            /** @description Views that are made from it, or from other views of it. */
            views: string[];
        };
        Delivery: {
            /**
             * @description The event's id: subject, generation and end.
             * @example report/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1/ready
             */
            event: string;
            /**
             * @description Of a copy in another form than PDF.
             * @enum {string}
             */
            form?: "html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png";
            /** @example 8232394599999-0123456789abcdef0123456789abcdef */
            id: string;
            /** @description Of a letter to a batch's row: the item that it brings. */
            item?: string;
            /**
             * Format: date-time
             * @description When the next try is due.
             */
            next?: string;
            /** @description Of a batch's letters, and of copies of its items in another form: the page of rows. */
            page?: number;
            /**
             * @description `parked`: given up. `unknown`: a letter that may have been sent. `dropped`: no longer wanted.
             * @enum {string}
             */
            state: "due" | "delivered" | "parked" | "unknown" | "dropped";
            /**
             * Format: date-time
             * @description When it happened.
             */
            time: string;
            /**
             * @description Of a letter: its address. Of a batch's letters: the column of addresses. Of a copy: where it goes.
             * @example board@example.org
             */
            to?: string;
            /** @description The last thirty, oldest first. */
            tries: {
                /** Format: date-time */
                at: string;
                /**
                 * @description Why there is no answer, or what is missing from a letter that was sent.
                 * @example no answer within 10 s
                 * @example without report.xlsx: …
                 */
                fault?: string;
                /** @description How long it took. */
                ms: number;
                /**
                 * @description Of the answer.
                 * @example 204
                 */
                status?: number;
            }[];
            /**
             * @description What it waits for, before it is tried.
             * @example report.xlsx: it is being made
             */
            waiting?: string;
        };
        /** @description Newest event first. */
        DeliveryList: {
            deliveries: components["schemas"]["Delivery"][];
            /**
             * Format: date-time
             * @description Only of a page that holds fewer than `limit`, or none, although another follows: how far back it has looked, having read a thousand records. Whatever the filters want of later times is on this page or an earlier one; pass `next` to look further.
             */
            lookedBackTo?: string;
            /**
             * @description Path of the next page; absent on the last one.
             * @example /webhooks/crm/deliveries?after=…
             */
            next?: string;
        };
        Draft: {
            /** @description What the rules decided, each with the line of the file that says so. */
            assumed: {
                /** @example queries/facts.sql */
                file: string;
                line: number;
                /** @description What can be answered otherwise; absent if no answer is about it. */
                question?: {
                    choices?: {
                        label: string;
                        value: string | boolean;
                    }[];
                    chosen?: string | boolean;
                    /**
                     * @description A member of `answers`; `decimal`: the dataset's `question` is about it.
                     * @enum {string}
                     */
                    name: "about" | "adds" | "period" | "compare" | "decimal";
                    /** @description The measure that `adds` is asked of. */
                    of?: string;
                };
                text: string;
            }[];
            dataset: {
                name: string;
                version: string;
            };
            /** @description Path → text of the template's files. It takes the stored dataset and has no sample. */
            files: {
                [key: string]: string;
            };
            /** @description Periods that the course over time leaves out; absent if there are none. */
            leftOut?: {
                /** @description Those without a value, since rows of theirs lack what the report is about: `2025-03`. */
                blank: string[];
                /** @description Periods that the table has. */
                of: number;
                /** @description Those at the beginning or the end that are not complete. */
                unfinished: string[];
            };
            /** @description Whether a few cells keep columns of the dataset from being numbers or dates. Accept its proposal, and draft again. */
            proposal: boolean;
            question?: components["schemas"]["NumbersQuestion"];
            /** @description What the rules answered, and what else could be the answer. */
            questions: {
                choices: {
                    label: string;
                    value: string | boolean;
                }[];
                chosen: string | boolean;
                /**
                 * @description A member of `answers`.
                 * @enum {string}
                 */
                name: "about" | "adds" | "period" | "compare";
            }[];
            /**
             * @description What suits the table: values over time (`series`), of members over time (`panel`), dated records summed up by period (`flow`), members at one time (`cross`), records in groups (`groups`), answers (`survey`).
             * @enum {string}
             */
            story: "series" | "panel" | "flow" | "cross" | "groups" | "survey";
            /** @description What page 1 is called. */
            title: string;
            /** @description What the table is, in the language of the report. */
            what: string;
        };
        DraftRequest: {
            /** @description What is not as the rules suppose. */
            answers?: {
                /** @description What the report is about: a value among `questions` of an earlier draft. */
                about?: string;
                /** @description Whether its values may be added up; or an object that says so of measures, by their values among `questions`: what is said of one then holds, whatever the report is about. */
                adds?: boolean | {
                    [key: string]: boolean;
                };
                /** @description Whose values are compared: a value among `questions`. */
                compare?: string;
                /**
                 * @description Language of the report. By default that of the column names: Chinese, German, else English.
                 * @enum {string}
                 */
                language?: "en" | "zh" | "de";
                /**
                 * @description Length of a period.
                 * @enum {string}
                 */
                period?: "day" | "week" | "month" | "quarter" | "year";
                /**
                 * @description What page 1 is called; the rules do not read it. By default the dataset's name in words.
                 * @example Repairs in our buildings
                 */
                title?: string;
            };
            /**
             * @description The stored dataset: `name`, `name@version`, or both as separate members.
             * @example global-temperature
             */
            dataset: string | {
                name: string;
                version?: string;
            };
        };
        EditedBlock: {
            /** @description The kinds of blocks that can be added below it; absent if an edit was asked for. */
            adds?: ("heading" | "text" | "note" | "table" | "chart" | "key-figures" | "image" | "partial" | "page-break")[];
            /** @description Of a table that lists no columns: it prints all of its query but these. */
            allBut?: string[];
            /** @description The branches of the innermost condition around it, in their order: one of them is printed. */
            branches?: {
                block?: {
                    column: number;
                    line: number;
                };
                blocks: number;
                /** @description The first text that it prints, which begins at `block`. */
                content?: {
                    bold?: boolean;
                    column?: number;
                    italic?: boolean;
                    keep?: number;
                    /** @enum {string} */
                    kind?: "value" | "tag" | "code" | "footnote" | "formula" | "break" | "other";
                    /** @description Of a chip, where that begins; absent where it is not known. */
                    line?: number;
                    /** @description An https, http or mailto address, or `#` and an id of the report. */
                    link?: string;
                    /**
                     * @description Of a chip, as it is written in the file.
                     * @example {{ total.first.sales }}
                     */
                    source?: string;
                    strike?: boolean;
                    text?: string;
                }[];
                /**
                 * @description The block is in it.
                 * @constant
                 */
                here?: true;
                line: number;
                /** @example {% elsif total > 0 %} */
                tag: string;
            }[];
            /** @description The texts that its attributes hold or may hold. */
            captions: {
                /** @description Words, and chips for what is kept as it is written: values, conditions, code, footnotes. */
                content?: {
                    bold?: boolean;
                    column?: number;
                    italic?: boolean;
                    keep?: number;
                    /** @enum {string} */
                    kind?: "value" | "tag" | "code" | "footnote" | "formula" | "break" | "other";
                    /** @description Of a chip, where that begins; absent where it is not known. */
                    line?: number;
                    /** @description An https, http or mailto address, or `#` and an id of the report. */
                    link?: string;
                    /**
                     * @description Of a chip, as it is written in the file.
                     * @example {{ total.first.sales }}
                     */
                    source?: string;
                    strike?: boolean;
                    text?: string;
                }[];
                name: string;
                /** @description Whether its words can be bold, italic or a link. */
                styled: boolean;
            }[];
            /** @description Of a chart's spec: its chart, if that can be edited without the text. */
            chart?: {
                /** @enum {string} */
                colour?: "accent" | "ink" | "muted" | "good" | "watch" | "bad" | "above" | "below" | "other";
                /** @description The column whose members have colours. */
                group?: string;
                /** @enum {string} */
                kind: "bar" | "column" | "line" | "area" | "point";
                /** @description The kinds that suit its columns, and that it can be. */
                kinds: ("bar" | "column" | "line" | "area" | "point")[];
                labels: boolean;
                notes: {
                    /** @description A number, an ISO date, or a name. */
                    at?: number | string | boolean;
                    /** @enum {string} */
                    axis?: "x" | "y";
                    /** @description A number, an ISO date, or a name. */
                    from?: number | string | boolean;
                    /** @description A number, an ISO date, or a name. */
                    group?: number | string | boolean;
                    /**
                     * @description `line`: across the chart, at a number or a date of an `axis`; `range`: a band from one to another; `point`: words on the mark of a row, which has `at` on the axis of categories or time, its `group`, and its `panel`, or else in all panels.
                     * @enum {string}
                     */
                    mark: "line" | "range" | "point";
                    /** @description A number, an ISO date, or a name. */
                    panel?: number | string | boolean;
                    text: string;
                    /** @description A number, an ISO date, or a name. */
                    to?: number | string | boolean;
                }[];
                /** @description The changes that it can have as it is: others are refused. */
                offers: {
                    /** @description The axes on which another column can stand. */
                    columns: ("x" | "y")[];
                    /** @description Whether a column can have the colours; of one that has them, whether it can lose them. */
                    group: boolean;
                    /** @description Whether the values can stand beside the marks, or be taken away from there. */
                    labels: boolean;
                    /** @description The axes on which a line or a range can stand. */
                    lines: ("x" | "y")[];
                    /** @description Whether words can stand on the mark of a row. */
                    points: boolean;
                    sorts: ("rows" | "names" | "most" | "least")[];
                };
                /** @description The column whose members have a panel each. */
                panels?: string;
                /** @enum {string} */
                sort?: "rows" | "names" | "most" | "least";
                /** @description Of marks that stand for an interval each: the column at which it ends. */
                until?: string;
                /**
                 * @description The axis of the values; the other one has the categories or the time.
                 * @enum {string}
                 */
                values: "x" | "y";
                x: {
                    /** @description How its values are computed. */
                    aggregate?: string;
                    column?: string;
                    format?: string;
                    max?: number;
                    min?: number;
                    /** @description Whether the axis itself is drawn. */
                    shown: boolean;
                    /** @description Null: none is printed; absent: the column's name is. */
                    title?: string | null;
                    /** @enum {string} */
                    type: "nominal" | "ordinal" | "temporal" | "quantitative";
                };
                y: {
                    /** @description How its values are computed. */
                    aggregate?: string;
                    column?: string;
                    format?: string;
                    max?: number;
                    min?: number;
                    /** @description Whether the axis itself is drawn. */
                    shown: boolean;
                    /** @description Null: none is printed; absent: the column's name is. */
                    title?: string | null;
                    /** @enum {string} */
                    type: "nominal" | "ordinal" | "temporal" | "quantitative";
                };
            };
            /** @description The columns that a table's directive lists, with their headings and formats as they are written, and with their rules unless only the source can change these. */
            columns?: {
                column: string;
                format?: string;
                label?: string;
                rules?: {
                    conditions: {
                        /** @description Of the query; absent: the column that has the rule, or the value of a key figure. */
                        column?: string;
                        /** @enum {string} */
                        sign: "<=" | ">=" | "!=" | "<" | ">" | "=" | "in" | "not in" | "is missing" | "is not missing";
                        /** @description One value to compare with, one or more for `in`, none for `is missing`. */
                        with: {
                            /** @description Written between quotation marks. */
                            text?: string;
                            /** @description Written without: a number, `true`, `false`, a column of the query or, in `where`, a text. */
                            word?: string;
                        }[];
                    }[];
                    /** @enum {string} */
                    tone: "good" | "watch" | "bad";
                    /** @description What is said; absent: the conditions. */
                    words?: string;
                }[];
            }[];
            /** @description Its text; absent if it has none that can be edited on the page. */
            content?: {
                bold?: boolean;
                column?: number;
                italic?: boolean;
                keep?: number;
                /** @enum {string} */
                kind?: "value" | "tag" | "code" | "footnote" | "formula" | "break" | "other";
                /** @description Of a chip, where that begins; absent where it is not known. */
                line?: number;
                /** @description An https, http or mailto address, or `#` and an id of the report. */
                link?: string;
                /**
                 * @description Of a chip, as it is written in the file.
                 * @example {{ total.first.sales }}
                 */
                source?: string;
                strike?: boolean;
                text?: string;
            }[];
            /** @description The query of a directive, if it is written without Liquid. */
            data?: string;
            /** @description Of a chart's directive: its spec and its query, if they are written without Liquid. */
            draws?: {
                data?: string;
                spec: string;
            };
            endLine: number;
            file: string;
            /**
             * @description Of a chart's spec: why it can be edited only as text.
             * @enum {string}
             */
            free?: "vega" | "no-object" | "several-charts" | "other-marks" | "no-axes" | "layers-apart" | "no-types";
            /**
             * @description Kind of block, or the directive's name.
             * @example paragraph
             */
            kind: string;
            line: number;
            /** @description What of a directive is chosen, such as the columns of key figures; without a value if it is not written. */
            settings?: {
                name: string;
                value?: string;
            }[];
            /** @description What is said of key figures; absent if only the source can change it. */
            status?: {
                conditions: {
                    /** @description Of the query; absent: the column that has the rule, or the value of a key figure. */
                    column?: string;
                    /** @enum {string} */
                    sign: "<=" | ">=" | "!=" | "<" | ">" | "=" | "in" | "not in" | "is missing" | "is not missing";
                    /** @description One value to compare with, one or more for `in`, none for `is missing`. */
                    with: {
                        /** @description Written between quotation marks. */
                        text?: string;
                        /** @description Written without: a number, `true`, `false`, a column of the query or, in `where`, a text. */
                        word?: string;
                    }[];
                }[];
                /** @enum {string} */
                tone: "good" | "watch" | "bad";
                /** @description What is said; absent: the conditions. */
                words?: string;
            }[];
            /** @description The texts that stand in a directive with content, such as key figures, each a block of its own. */
            texts?: {
                column: number;
                /** @description Words, and chips for what is kept as it is written: values, conditions, code, footnotes. */
                content: {
                    bold?: boolean;
                    column?: number;
                    italic?: boolean;
                    keep?: number;
                    /** @enum {string} */
                    kind?: "value" | "tag" | "code" | "footnote" | "formula" | "break" | "other";
                    /** @description Of a chip, where that begins; absent where it is not known. */
                    line?: number;
                    /** @description An https, http or mailto address, or `#` and an id of the report. */
                    link?: string;
                    /**
                     * @description Of a chip, as it is written in the file.
                     * @example {{ total.first.sales }}
                     */
                    source?: string;
                    strike?: boolean;
                    text?: string;
                }[];
                line: number;
                /** @description The conditions around it, outermost first: where each begins, and its branch that has the text, from 0. */
                under: {
                    branch: number;
                    column: number;
                    line: number;
                }[];
            }[];
            /** @description Which rows of its query a directive shows; absent if only the source can change it. */
            where?: {
                /** @description Of the query; absent: the column that has the rule, or the value of a key figure. */
                column?: string;
                /** @enum {string} */
                sign: "<=" | ">=" | "!=" | "<" | ">" | "=" | "in" | "not in" | "is missing" | "is not missing";
                /** @description One value to compare with, one or more for `in`, none for `is missing`. */
                with: {
                    /** @description Written between quotation marks. */
                    text?: string;
                    /** @description Written without: a number, `true`, `false`, a column of the query or, in `where`, a text. */
                    word?: string;
                }[];
            }[];
            /** @description The loops and conditions around it, outermost first: its text is printed for each row, or not always. */
            within: {
                /** @enum {string} */
                kind: "loop" | "condition";
                line: number;
                /** @example {% for row in regions.rows %} */
                tag: string;
            }[];
        };
        Edition: {
            /**
             * @description The batch that it is, instead of a report.
             * @example /batches/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            batch?: string;
            bytes?: number;
            /** @description What made it: a schedule, with the number of missed times that it passed over; data, with their versions; or somebody's request. */
            cause: {
                /** @enum {string} */
                kind: "schedule" | "data" | "run";
            };
            /** @description Where its changes are, once ready. */
            changes?: string;
            /** @description On AWS: what its report cost. An estimate. */
            cost?: {
                gigabyteSeconds: number;
                usd: number;
            };
            /** @description Of a batch, once ready: its rows, counted by state. */
            counts?: {
                failed: number;
                ready: number;
                rows: number;
            };
            /** Format: date-time */
            created: string;
            datasets?: {
                [key: string]: {
                    name: string;
                    version: string;
                };
            };
            /**
             * Format: date
             * @description The date of its report.
             * @example 2026-10-31
             */
            date?: string;
            /**
             * Format: date
             * @description The day of the instant in the publication's time zone.
             */
            day: string;
            /** @description Digest of the engine that made it. */
            engine?: string;
            /** @description Why there is no PDF. */
            failure?: components["schemas"]["ProblemDetails"];
            /** @description If failed: whether the same inputs would fail again. */
            final?: boolean;
            /** Format: date-time */
            finished?: string;
            /** @description From 1: one more each time that it is retried. */
            generation: number;
            /**
             * @description An instant, or dataset and sequence.
             * @example 2026-11-27t07-00-00z
             * @example sales-12
             */
            id: string;
            /**
             * Format: date-time
             * @description The time for which it is made.
             */
            instant: string;
            /** @example en */
            language?: string;
            /**
             * @description Of a batch, once ready: where its archive or volumes and its manifest are.
             * @example /publications/statements/editions/latest/outputs
             */
            outputs?: string;
            pages?: number;
            /**
             * @description Pinned, with defaults and dates filled in.
             * @example {
             *       "year": 2021
             *     }
             */
            parameters?: Record<string, unknown>;
            /** @description Where the PDF is, once ready. */
            pdf?: string;
            /** @example weekly-sales */
            publication: string;
            /**
             * @description The report that it shows.
             * @example /reports/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            report?: string;
            /** @description If skipped: the edition with the same inputs. */
            sameAs?: string;
            self: string;
            /** @description Of the PDF. */
            sha256?: string;
            /**
             * @example ready
             * @enum {string}
             */
            status: "making" | "ready" | "failed" | "skipped";
            template?: {
                name: string;
                version: string;
            };
            /** @example Sales in October */
            title?: string;
            warnings?: components["schemas"]["Warning"][];
        };
        /** @description Newest first. */
        EditionList: {
            editions: components["schemas"]["Edition"][];
            /**
             * Format: date-time
             * @description Only of a page that holds fewer than `limit`, or none, although another follows: how far back it has looked, having read a thousand records. Whatever the filters want of later times is on this page or an earlier one; pass `next` to look further.
             */
            lookedBackTo?: string;
            /**
             * @description Path of the next page; absent on the last one.
             * @example /publications/weekly-sales/editions?limit=20&after=…
             */
            next?: string;
        };
        EditionOutputs: {
            /** @description The archive or the volumes, then the manifest. */
            outputs: {
                bytes: number;
                /**
                 * @example reports.zip
                 * @example manifest.csv
                 */
                name: string;
                path: string;
            }[];
        };
        /**
         * @example {
         *       "files": {
         *         "report.md": "## Sales rose\n"
         *       },
         *       "block": {
         *         "file": "report.md",
         *         "line": 1,
         *         "column": 1
         *       },
         *       "edit": {
         *         "do": "text",
         *         "content": [
         *           {
         *             "text": "Sales "
         *           },
         *           {
         *             "text": "fell",
         *             "italic": true
         *           }
         *         ]
         *       }
         *     }
         */
        EditRequest: {
            /** @description Where the block begins, as a preview gives it in `blocks`. */
            block: {
                /** @description As a preview gives it; absent: what begins on the line. */
                column?: number;
                /** @example report.md */
                file: string;
                line: number;
            };
            /** @description What is to become of the block. Absent: the block is only described. */
            edit?: {
                /** @description The new block of an insertion. */
                block?: {
                    /** @description Of an image: what it shows; no character is read as a mark. */
                    alt?: string;
                    /** @description Words (`text`) and chips (`keep`), in their order. Each chip stands at most once; those of tags stay in their order. */
                    content?: {
                        bold?: boolean;
                        italic?: boolean;
                        /** @description A chip: what is kept as it is written, by its number. */
                        keep?: number;
                        /** @description An https, http or mailto address, or `#` and an id of the report. */
                        link?: string;
                        strike?: boolean;
                        /** @description Words; none of their characters is read as a mark. */
                        text?: string;
                    }[];
                    /** @description Of a table, a chart or key figures: the query. */
                    data?: string;
                    /**
                     * @description Of an image: its path in `images/`.
                     * @example harbour.jpg
                     */
                    image?: string;
                    /** @enum {string} */
                    kind: "heading" | "text" | "note" | "table" | "chart" | "key-figures" | "image" | "partial" | "page-break";
                    /** @description Of key figures: the column with their words. */
                    label?: string;
                    /**
                     * @description Of a heading.
                     * @default 2
                     */
                    level?: number;
                    /**
                     * @description Its path in `partials/`.
                     * @example imprint.liquid
                     */
                    partial?: string;
                    /** @description Of a chart: the name of its file in `charts/`. */
                    spec?: string;
                    /** @description Of a chart; no character of it is read as a mark. */
                    title?: string;
                    /** @description Of key figures: the column with their values. */
                    value?: string;
                };
                /** @description Of a chart's spec: one change, in words of the chart. */
                change?: {
                    /**
                     * @description The colour of all marks, by its role in the theme.
                     * @enum {string}
                     */
                    colour?: "accent" | "ink" | "muted" | "good" | "watch" | "bad" | "above" | "below";
                    /** @description Where an axis of numbers begins and ends; null: where the data do. */
                    domain?: {
                        /** @enum {string} */
                        axis: "x" | "y";
                        max?: number | null;
                        min?: number | null;
                    };
                    /** @description Of the values on an axis, as D3 writes it: `,.1f`, `%b %Y`; null: the theme's. */
                    format?: {
                        /** @enum {string} */
                        axis: "x" | "y";
                        pattern: string | null;
                    };
                    /** @description The column whose members have colours; null: none. */
                    group?: {
                        column: string;
                    } | null;
                    /**
                     * @description One of the kinds that suit the columns.
                     * @enum {string}
                     */
                    kind?: "bar" | "column" | "line" | "area" | "point";
                    /** @description Whether the values stand beside the marks. */
                    labels?: boolean;
                    /** @description A line, a range or a note. A line needs `axis` and `at`, a range `axis`, `from` and `to`, a point `at`. */
                    note?: {
                        /** @description A number, an ISO date, or a name. */
                        at?: number | string | boolean;
                        /** @enum {string} */
                        axis?: "x" | "y";
                        /** @description A number, an ISO date, or a name. */
                        from?: number | string | boolean;
                        /** @description A number, an ISO date, or a name. */
                        group?: number | string | boolean;
                        /**
                         * @description `line`: across the chart, at a number or a date of an `axis`; `range`: a band from one to another; `point`: words on the mark of a row, which has `at` on the axis of categories or time, its `group`, and its `panel`, or else in all panels.
                         * @enum {string}
                         */
                        mark: "line" | "range" | "point";
                        /** @description A number, an ISO date, or a name. */
                        panel?: number | string | boolean;
                        text: string;
                        /** @description A number, an ISO date, or a name. */
                        to?: number | string | boolean;
                    };
                    /**
                     * @description Of names: as the query gives them, by the names, or by the values.
                     * @enum {string}
                     */
                    sort?: "rows" | "names" | "most" | "least";
                    /** @description Of an axis; null: none. */
                    title?: {
                        /** @enum {string} */
                        axis: "x" | "y";
                        text: string | null;
                    };
                    /** @description The note to take away, by its place among them, from 0. */
                    without?: number;
                    /** @description The column of an axis, and what it holds. Its notes and its order stay, if they can. */
                    x?: {
                        column: string;
                        /** @enum {string} */
                        type: "nominal" | "ordinal" | "temporal" | "quantitative";
                    };
                    /** @description The column of an axis, and what it holds. Its notes and its order stay, if they can. */
                    y?: {
                        column: string;
                        /** @enum {string} */
                        type: "nominal" | "ordinal" | "temporal" | "quantitative";
                    };
                };
                /** @description Of a spec, made one after the other. All else in the file stays as it is written. */
                changes?: {
                    /** @description Of a list: the value is put before what stands there, or behind the last. */
                    insert?: boolean;
                    /**
                     * @description JSON pointer.
                     * @example /mark
                     */
                    pointer: string;
                    /** @description What is to stand there; absent: nothing. */
                    value?: unknown;
                }[];
                /** @description Of a table: the column of its query. */
                column?: string;
                /** @description Of a column: the columns of its query. A table that lists none (see `allBut`) then lists those that it prints. */
                columns?: string[];
                /** @description Of `where`; none: all rows are shown. */
                conditions?: {
                    /** @description Of the query; absent: the column that has the rule, or the value of a key figure. */
                    column?: string;
                    /** @enum {string} */
                    sign: "<=" | ">=" | "!=" | "<" | ">" | "=" | "in" | "not in" | "is missing" | "is not missing";
                    /** @description One value to compare with, one or more for `in`, none for `is missing`. */
                    with: {
                        /** @description Written between quotation marks. */
                        text?: string;
                        /** @description Written without: a number, `true`, `false`, a column of the query or, in `where`, a text. */
                        word?: string;
                    }[];
                }[];
                /** @description Words (`text`) and chips (`keep`), in their order. Each chip stands at most once; those of tags stay in their order. */
                content?: {
                    bold?: boolean;
                    italic?: boolean;
                    /** @description A chip: what is kept as it is written, by its number. */
                    keep?: number;
                    /** @description An https, http or mailto address, or `#` and an id of the report. */
                    link?: string;
                    strike?: boolean;
                    /** @description Words; none of their characters is read as a mark. */
                    text?: string;
                }[];
                /**
                 * @description Of a move.
                 * @enum {string}
                 */
                direction?: "up" | "down";
                /**
                 * @description `text`: the words of a heading or a paragraph; `caption`: of an attribute; `delete`, `move`: the block, or the item or quote that it is in; `insert`: a new block beside it; `column`: of a table; `setting`: of a directive; `where`: which rows of its query a directive shows; `status`: what is said of key figures; `spec`, `chart`: of a chart, whose file `block` names.
                 * @enum {string}
                 */
                do: "text" | "caption" | "delete" | "move" | "insert" | "column" | "setting" | "where" | "status" | "spec" | "chart";
                /**
                 * @description Of a column, as the directive has it.
                 * @example percent: 1
                 */
                format?: string;
                /** @description Of a column: `true`, it is listed no more; `false`, it is listed, as the last. */
                hidden?: boolean;
                /** @description Of a column: its heading. */
                label?: string;
                /**
                 * @description Of a column.
                 * @enum {string}
                 */
                move?: "left" | "right";
                /** @description Of a caption: `title`, `deck`, `source`, `note`, `alt`; of a setting, as the block's `settings` have it. */
                name?: string;
                /** @description Of a column or of `status`: all rules; none: they are taken away. */
                rules?: {
                    conditions: {
                        /** @description Of the query; absent: the column that has the rule, or the value of a key figure. */
                        column?: string;
                        /** @enum {string} */
                        sign: "<=" | ">=" | "!=" | "<" | ">" | "=" | "in" | "not in" | "is missing" | "is not missing";
                        /** @description One value to compare with, one or more for `in`, none for `is missing`. */
                        with: {
                            /** @description Written between quotation marks. */
                            text?: string;
                            /** @description Written without: a number, `true`, `false`, a column of the query or, in `where`, a text. */
                            word?: string;
                        }[];
                    }[];
                    /** @enum {string} */
                    tone: "good" | "watch" | "bad";
                    /** @description What is said; absent: the conditions. */
                    words?: string;
                }[];
                /** @description Of a setting; null: it is taken away. */
                value?: string | null;
                /**
                 * @description Of an insertion.
                 * @enum {string}
                 */
                where?: "above" | "below";
            };
            /**
             * @description Path → text of the block's file, and `template.yaml` if it says `math: true`.
             * @example {
             *       "report.md": "## Sales rose\n"
             *     }
             */
            files: {
                [key: string]: string;
            };
        };
        Edits: {
            block: components["schemas"]["EditedBlock"];
            /** @description The smallest changes that make the block what was asked; none if it is that already. */
            patches: {
                file: string;
                /** @description Offset in the file's text, in UTF-16 code units. */
                from: number;
                /** @description What takes the place of the text between the two offsets. */
                text: string;
                to: number;
            }[];
        };
        Erasure: {
            /** Format: date-time */
            at: string;
            by?: components["schemas"]["Caller"];
            /** @description Rows that were erased from the current version. */
            erased: number;
            /** Format: date-time */
            finished?: string;
            /** @description The version whose rows were looked at. */
            from: string;
            /** Format: uuid */
            id: string;
            /** @description Whether the bucket keeps what was deleted, since it has versioning: then nothing is erased until its older versions are deleted. */
            kept?: boolean;
            /** @description Rows that are left. */
            rows: number;
            /** @enum {string} */
            state: "erasing" | "finished";
            /** @description The version without the rows. */
            version: string;
            /** @description Stored versions of the dataset that go, held ones too. */
            versions: string[];
            /** @description Views over the dataset, whose tables go and are made anew. */
            views: string[];
        };
        ErasureList: {
            erasures: components["schemas"]["Erasure"][];
            /** @description Path of the next page; absent on the last one. */
            next?: string;
        };
        ErasureRequest: {
            /**
             * @description SQL condition over the columns that reports read. Rows of which it is true are erased.
             * @example year < 2010
             */
            where: string;
        };
        ErasureTrial: {
            /** @description Those of which the condition is true. */
            erased: number;
            /** @example beijing-indicators */
            name: string;
            /** @description Rows that it has. */
            rows: number;
            /** @description The current version, whose rows were counted. */
            version: string;
            /** @description Stored versions of the dataset that go, held ones too. */
            versions: string[];
            /** @description Views over the dataset, whose tables go and are made anew. */
            views: string[];
        };
        ExplainedNumber: {
            /** @description The cells of queries that it was made from. */
            cells: {
                column: string;
                /** @description How many rows there are. */
                count: number;
                query: string;
                /** @description The first of them; none if the data are gone. */
                rows: {
                    /** @description The whole row. */
                    record: {
                        [key: string]: string | number | boolean | null;
                    };
                    row: number;
                    value: string | number | boolean | null;
                }[];
            }[];
            /** @description Cells whose rows were not sought. */
            cellsLeft?: number;
            /**
             * @description The text around it on the same line.
             * @example grew by 30.1%
             */
            context: string;
            /** @description What else decided it: conditions, the choice of rows, formats. */
            decidedBy: {
                column?: string;
                count?: number;
                name?: string;
                query?: string;
            }[];
            /** @description Decimals as printed; the values have all their digits. */
            decimals: number;
            /** @description The figure in whose chart it is. */
            figure?: string;
            height: number;
            /** @enum {string} */
            kind: "cell" | "cells" | "computed" | "count" | "parameter" | "report" | "heading" | "words" | "numbering" | "guide" | "chart" | "unknown";
            lineage?: components["schemas"]["RowLineage"][];
            /** @description Why the rows behind some cells were not found. */
            lineageProblems?: components["schemas"]["ProblemEntry"][];
            /** @description Parameters and the like that it was made from. */
            names: {
                name: string;
                value?: string | number | boolean | null;
            }[];
            page: number;
            /** @description Where the template prints it. */
            places: {
                column: number;
                endColumn: number;
                endLine: number;
                file: string;
                from?: number;
                line: number;
                to?: number;
            }[];
            /** @description Queries whose rows were counted, or from which a chart computed it. */
            queries: string[];
            /** @example 30.1 */
            text: string;
            width: number;
            /** @description Points from the page's left edge. */
            x: number;
            /** @description Points from the page's top edge. */
            y: number;
        };
        /** @description How fresh a dataset is. Absent where nobody says how long its data stay fresh. */
        Freshness: {
            /**
             * Format: date-time
             * @description When data last came.
             */
            arrived: string;
            /**
             * Format: date-time
             * @description From when on the dataset is stale.
             */
            due: string;
            stale: boolean;
            /**
             * @description How long data stay fresh.
             * @example 36h
             */
            within: string;
        };
        Health: {
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            engine: string;
            /** @enum {string} */
            status: "ok";
        };
        /**
         * @description One text per language.
         * @example {
         *       "en": "High-tech industries",
         *       "zh": "高精尖产业"
         *     }
         */
        LocalizedText: {
            [key: string]: string;
        };
        /** @description Who gets letters about what happens to a dataset, its source or its view. */
        NoticeList: {
            /**
             * Format: date-time
             * @description Absent while there is no list.
             */
            changed?: string;
            /**
             * @description What they hear of: a kind, a dot, an end or `*`.
             * @default [
             *       "dataset.*",
             *       "source.*",
             *       "view.*"
             *     ]
             * @example [
             *       "dataset.*",
             *       "source.failed"
             *     ]
             */
            events: ("dataset.*" | "source.*" | "view.*" | "dataset.refused" | "dataset.stale" | "dataset.held" | "source.failed" | "source.recovered" | "view.failed" | "view.recovered")[];
            /**
             * @description Language of the letters. What is wrong is said in English.
             * @default en
             * @example de
             * @enum {string}
             */
            language: "en" | "zh" | "zh-Hant" | "ja" | "ko" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "cs" | "sv" | "da" | "fi" | "tr" | "ru" | "uk" | "ar" | "he" | "hi" | "th" | "vi";
            /** @example beijing-indicators */
            name: string;
            /**
             * @description What can happen to it as it is: without a source no `source.failed`, and of a view nothing but its own.
             * @example [
             *       "dataset.refused",
             *       "dataset.stale",
             *       "dataset.held"
             *     ]
             */
            possible: ("dataset.refused" | "dataset.stale" | "dataset.held" | "source.failed" | "source.recovered" | "view.failed" | "view.recovered")[];
            /**
             * @description Empty: nobody gets letters.
             * @example [
             *       "anna@example.org"
             *     ]
             */
            to: string[];
        };
        NoticeListRequest: {
            /**
             * @description What they hear of: a kind, a dot, an end or `*`.
             * @default [
             *       "dataset.*",
             *       "source.*",
             *       "view.*"
             *     ]
             * @example [
             *       "dataset.*",
             *       "source.failed"
             *     ]
             */
            events?: ("dataset.*" | "source.*" | "view.*" | "dataset.refused" | "dataset.stale" | "dataset.held" | "source.failed" | "source.recovered" | "view.failed" | "view.recovered")[];
            /**
             * @description Language of the letters. What is wrong is said in English.
             * @default en
             * @example de
             * @enum {string}
             */
            language?: "en" | "zh" | "zh-Hant" | "ja" | "ko" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "cs" | "sv" | "da" | "fi" | "tr" | "ru" | "uk" | "ar" | "he" | "hi" | "th" | "vi";
            /**
             * @description Addresses, each of which gets a letter of its own.
             * @example [
             *       "anna@example.org"
             *     ]
             */
            to: string[];
        };
        /** @description What nothing in a file decides: whether `4,906` is 4906 or 4.906, in all columns in which that is unclear. They are text until it is answered. It takes the place of a proposal, which each answer has. Absent if the file says it. */
        NumbersQuestion: {
            /** @description The answers. */
            choices: {
                /**
                 * @description The decimal mark.
                 * @enum {string}
                 */
                decimal: "." | ",";
                /**
                 * @description What the number is then.
                 * @example 4906
                 */
                reads: string;
                /** @description Reads the file so and mends the rest of it: send it to `PUT /datasets/{name}/recipe`. */
                recipe: {
                    [key: string]: unknown;
                };
                /** @example 4,906 is 4906 */
                says: string;
            }[];
            /**
             * @example [
             *       "North",
             *       "South"
             *     ]
             */
            columns: string[];
            /** @example "North", "South": 4,906 may be 4906 or 4.906 */
            message: string;
            /**
             * @description Its row, from 1.
             * @example 1
             */
            row: number;
            /**
             * @description The first such number.
             * @example 4,906
             */
            value: string;
        };
        /** @description A report in another form, which is being made. */
        PendingRendition: {
            /** @enum {string} */
            form: "html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png";
            /** @description Id of the report. */
            report: string;
            /** @enum {string} */
            state: "pending";
        };
        /** @description A report of unsaved files. */
        Preview: {
            /** @description Where each block of the text is printed. A block that a page cuts is listed for both; of nested blocks the inner ones are. */
            blocks: {
                column: number;
                endLine: number;
                /** @example report.md */
                file: string;
                height: number;
                line: number;
                page: number;
                /** @description How many blocks are printed from these lines, if more than one. */
                times?: number;
                /** @example paragraph */
                type: string;
                width: number;
                /** @description Points from the page's left; `y` from its top. */
                x: number;
                y: number;
            }[];
            /** @description Where each `if`, `unless` and `case` of the texts that was decided is written, and the branches that are printed, from 0; that of `else` is the last, also if it is unwritten. */
            choices: {
                branches: number[];
                column: number;
                file: string;
                line: number;
            }[];
            /** @description Alias of a dataset → its columns. */
            columns: {
                [key: string]: {
                    name: string;
                    type: components["schemas"]["ColumnType"];
                }[];
            };
            /** @description Alias → the version used. */
            datasets: {
                [key: string]: {
                    name: string;
                    version: string;
                };
            };
            /** Format: date */
            date?: string;
            /** @description With `pagesAs: drawings`: what the drawings name. */
            drawn?: {
                /** @description Name of a face → its glyphs. */
                faces: {
                    [key: string]: {
                        /** @description Font units of an em. */
                        em: number;
                        /** @description Id of a glyph → its outline as SVG path data in font units, y upwards. */
                        glyphs: {
                            [key: string]: string;
                        };
                    };
                };
                /** @description Digest of a chart or picture → what it paints. The form of paints may change between releases. */
                figures: {
                    [key: string]: Record<string, unknown>[];
                };
                /** @description Key of an image → a `data:` URL. */
                images: {
                    [key: string]: string;
                };
                /** @description Whether nothing is left out. Otherwise what came with the preview of `since`, and with those before it, does not come again. */
                whole: boolean;
            };
            /** @description Names it in `since` and in the addresses of its pages. */
            id: string;
            language?: string;
            /** @description What this preview made itself: queries that ran, charts that were compiled, pages that were written or listed. All else was kept from earlier ones. */
            made: {
                charts: number;
                pages: number;
                queries: number;
            };
            pages: {
                /** @description Pages of the same digest look the same. */
                digest: string;
                /** @description With `pagesAs: drawings` instead of `pdf`: the boxes of the page in the order of painting. A number stands for a box of the page's drawing in the preview of `since`, from 0. The form of boxes may change between releases. */
                drawing?: (number | Record<string, unknown>)[];
                /** @example 841.89 */
                height: number;
                /**
                 * @description From 1.
                 * @example 1
                 */
                number: number;
                /** @description The same PDF, for pages that the request named, unless they look as in the preview of `since`. */
                pdf?: string;
                /**
                 * @description The page as a PDF of its own.
                 * @example /previews/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/pages/1.pdf
                 */
                self: string;
                /**
                 * @description Points.
                 * @example 595.28
                 */
                width: number;
            }[];
            /**
             * @description The whole report.
             * @example /previews/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/report.pdf
             */
            pdf: string;
            /** @description What is wrong with the files or the request's values, with file, line and column or JSON pointer. */
            problems: components["schemas"]["ProblemEntry"][];
            queries: {
                columns: {
                    name: string;
                    type: components["schemas"]["ColumnType"];
                }[];
                /** @example queries/share.sql */
                file: string;
                /** @example share */
                name: string;
                /** @description Whether it ran for this preview; otherwise its result was kept. */
                ran: boolean;
                rows: number;
            }[];
            /**
             * @description `stale`: the files are faulty, and these are the pages of the session's last preview without faults. `none`: there was none.
             * @enum {string}
             */
            state: "current" | "stale" | "none";
            /** @description Milliseconds by stage. */
            timings: {
                [key: string]: number;
            };
            title?: string;
            /** @description What each `{{ … }}` of the texts prints first, and where it is written. */
            values: {
                column: number;
                file: string;
                line: number;
                /** @example 1,234 */
                text: string;
                /** @description Whether it is also printed as another text, in a loop. */
                varies?: boolean;
            }[];
            warnings: components["schemas"]["Warning"][];
        };
        /** @description What `broadsheet check` says of the files. */
        PreviewFindings: {
            problems: components["schemas"]["ProblemEntry"][];
            warnings: components["schemas"]["Warning"][];
        };
        PreviewRequest: {
            /**
             * @description What `files` changes: the stored version, the folder from which a local server publishes it, or nothing, if `files` are all.
             * @default stored
             * @enum {string}
             */
            base?: "stored" | "folder" | "nothing";
            /**
             * @description Alias → stored dataset; omitted aliases take the template's default.
             * @example {
             *       "indicators": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string | {
                    name: string;
                    version?: string;
                };
            };
            /**
             * Format: date
             * @description The report's own date.
             * @example 2022-12-31
             */
            date?: string;
            /**
             * @description Path → its new text, `{base64}` for other bytes, or null if it is removed.
             * @example {
             *       "report.md": "# A title\n"
             *     }
             */
            files?: {
                [key: string]: string | null | {
                    base64: string;
                };
            };
            /**
             * @description Instead of a parameter `language`.
             * @example en
             */
            language?: string;
            /**
             * @description Pages in view, which the answer includes. It leaves out pages that do not exist, and pages that look the same as in the preview of `since`.
             * @example [
             *       1
             *     ]
             */
            pages?: number[];
            /**
             * @description As what the pages in view come: `drawings` list what a page shows, for an editor that draws it on a canvas; the studio does.
             * @default pdf
             * @enum {string}
             */
            pagesAs?: "pdf" | "drawings";
            /**
             * @description They must match the template's JSON Schema; omitted ones take their defaults.
             * @example {
             *       "year": 2021
             *     }
             */
            parameters?: Record<string, unknown>;
            /**
             * @description Identifies an editor, for example a random UUID for each open one. A newer preview of a session stops an older one.
             * @example editor-2f6c1a
             */
            session: string;
            /** @description Instead of `base`: `id` of an earlier preview of the session, whose files `files` changes. */
            since?: string;
            /**
             * @description Name of the template, or `name@version`.
             * @example high-tech-industries
             */
            template: string;
        };
        /** @description What `broadsheet test` says of the files. */
        PreviewTests: {
            /** @description Why the tests could not be run, or not all: faults of the template or of a test. */
            problems: components["schemas"]["ProblemEntry"][];
            tests: {
                /** @example tests/english.yaml */
                file: string;
                passed: boolean;
                /** @description What does not hold: `seen` is what the report shows, `allowed` what the test expects. */
                problems: components["schemas"]["ProblemEntry"][];
                title: string;
            }[];
        };
        /** @description RFC 9457, with one entry for each faulty field. */
        ProblemDetails: {
            /** @example there is no parameter "yeer" */
            detail: string;
            problems?: components["schemas"]["ProblemEntry"][];
            /** @description Finds the log entry of an unexpected error. */
            reference?: string;
            /** @example 400 */
            status: number;
            /** @example The request is not valid */
            title: string;
            /** @example urn:broadsheet:problem:invalid-request */
            type: string;
        };
        /** @description One thing that is wrong. */
        ProblemEntry: {
            /**
             * @description The values allowed.
             * @example [
             *       "year",
             *       "currency"
             *     ]
             */
            allowed?: unknown;
            /**
             * @description Kebab-case identifier, stable across releases.
             * @example unknown-parameter
             */
            code: string;
            /**
             * @description 1-based.
             * @example 8
             */
            column?: number;
            /**
             * @description Alias or stored name.
             * @example indicators
             */
            dataset?: string;
            /**
             * @description File of the template.
             * @example queries/share.sql
             */
            file?: string;
            /** @description What to do about it. */
            hint?: string;
            /**
             * @description 1-based.
             * @example 3
             */
            line?: number;
            /** @example there is no parameter "yeer" */
            message: string;
            /**
             * @description Column, chart, query, block or header concerned.
             * @example share
             */
            name?: string;
            /**
             * @description JSON pointer into the request body.
             * @example /parameters/yeer
             */
            pointer?: string;
            /**
             * @description 1-based data row.
             * @example 12
             */
            row?: number;
            /**
             * @description The value seen.
             * @example 2020
             */
            seen?: unknown;
        };
        PromoteRequest: {
            /**
             * @description A stored version.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
            /**
             * @description The reason, for the template's log.
             * @example Adds the figures of 2025
             */
            why?: string;
        };
        Promotion: {
            by?: components["schemas"]["Caller"];
            /** Format: date-time */
            created: string;
            /** @description If failed: why. Problems name the test that fails, with file and line. */
            failure?: components["schemas"]["ProblemDetails"];
            /** Format: date-time */
            finished?: string;
            /**
             * @description Counts the template's promotions.
             * @example 3
             */
            number: number;
            /** @example /templates/my-report/promotions/3 */
            self: string;
            /**
             * @example running
             * @enum {string}
             */
            status: "queued" | "running" | "ready" | "failed";
            /** @example my-report */
            template: string;
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            version: string;
            /**
             * @description The reason, for the template's log.
             * @example Adds the figures of 2025
             */
            why?: string;
        };
        /** @description A publication: what makes its editions, and from what they are made. */
        Publication: {
            /**
             * @description Makes each edition a batch, a report for each row: members as in `POST /batches`.
             * @example {
             *       "rows": {
             *         "dataset": "customers"
             *       },
             *       "map": {
             *         "customer": "customer_id"
             *       },
             *       "name": "statement-{{ customer_id }}"
             *     }
             */
            batch?: {
                /**
                 * @description Parameter → column of the rows.
                 * @example {
                 *       "customer": "customer_id"
                 *     }
                 */
                map: {
                    [key: string]: string;
                };
                /**
                 * @description Name of each item, of its file and in its address: Liquid over the row's columns, its number `row`, and `parameters`.
                 * @example statement-{{ customer_id }}
                 */
                name: string;
                /**
                 * @description What each edition keeps: an archive, or merged volumes.
                 * @default zip
                 * @enum {string}
                 */
                output?: "zip" | "merged";
                /**
                 * @description Forms in which each report is made beside its PDF, such as a workbook. They are files of the item, and in the archive.
                 * @example [
                 *       "xlsx",
                 *       "html"
                 *     ]
                 */
                renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                /**
                 * @description Where the rows come from: either `query` or `dataset`.
                 * @example {
                 *       "dataset": "customers"
                 *     }
                 */
                rows: {
                    /** @description `name` or `name@version` of a stored dataset; each of its rows is a report. */
                    dataset?: string | {
                        name: string;
                        version?: string;
                    };
                    /** @description One SELECT over the template's datasets by alias; each row of its result is a report, in its order. */
                    query?: string;
                };
                /**
                 * @description How many rows may fail: a number, or a share such as `5%`. If more fail, the batch stops and fails.
                 * @default 0
                 * @example 5%
                 */
                tolerate?: number | string;
            };
            /** Format: date-time */
            changed: string;
            /** Format: date-time */
            created: string;
            /**
             * @description Alias → stored dataset; omitted aliases take the template's default.
             * @example {
             *       "indicators": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string | {
                    name: string;
                    version?: string;
                };
            };
            /**
             * @description The edition's date: `run` is the day on which it is made, and other words are relative to that day.
             * @default run
             * @example previous-month-end
             * @example run
             */
            date?: string;
            /**
             * @description Where each ready edition or batch goes. Named webhooks are notified of failures too.
             * @example [
             *       {
             *         "webhook": "crm"
             *       },
             *       {
             *         "mail": {
             *           "to": [
             *             "board@example.org"
             *           ],
             *           "attach": true
             *         }
             *       },
             *       {
             *         "copy": {
             *           "to": "weekly",
             *           "name": "{{ date }}.pdf"
             *         }
             *       }
             *     ]
             */
            deliver?: {
                copy?: {
                    /**
                     * @description Name of the file, or its path below `to`, in Liquid. For a batch it must end with `/{{ file }}`, the name of each file; the default is then `{{ name }}-{{ date }}/{{ file }}`.
                     * @default {{ name }}-{{ date }}.pdf
                     */
                    name?: string;
                    /**
                     * @description Other forms that are copied beside the PDF, under its name with their own ending. Of a batch, those that it makes, where the output is `files`.
                     * @example [
                     *       "xlsx",
                     *       "html"
                     *     ]
                     */
                    renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                    /** @description `s3://bucket/prefix` on AWS, a folder below `--copies` on a laptop. */
                    to: string;
                };
                mail?: {
                    /**
                     * @description Attach the PDF. Otherwise the letter has a link to it, valid for thirty days.
                     * @default false
                     */
                    attach?: boolean;
                    /**
                     * @description Say what changed in the data since the edition before: rows, columns, types, ranges, values and keys. Those of a batch's rows do not.
                     * @default false
                     */
                    dataChanges?: boolean;
                    /**
                     * @description Other forms that go with the PDF, attached or linked as it is. Letters to a batch's rows take along those that the batch makes; letters about a whole batch take none.
                     * @example [
                     *       "xlsx",
                     *       "html"
                     *     ]
                     */
                    renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                    /**
                     * @description Liquid. By default that of the template's mail.md, else the title.
                     * @example {{ title }}
                     */
                    subject?: string;
                    /** @description Addresses, each of which gets a letter of its own; in a batch also the column of the rows that holds each one's address. */
                    to: string | string[] | {
                        column: string;
                    };
                };
                /** @description Name of a webhook. It is notified when the result is ready or has failed, even if its own `events` leave that out. */
                webhook?: string;
            }[];
            /**
             * @description Its editions.
             * @example /publications/weekly-sales/editions
             */
            editions: string;
            /**
             * @description Its Atom feed.
             * @example /publications/weekly-sales/feed.atom
             */
            feed: string;
            /**
             * @description How many editions are kept, or for how long; the latest one always is.
             * @example 52
             * @example 400d
             */
            keep?: number | string;
            /**
             * @description Which missed times get an edition afterwards.
             * @default latest
             * @enum {string}
             */
            missed?: "latest" | "all" | "none";
            /** @example weekly-sales */
            name: string;
            /**
             * Format: date-time
             * @description When its schedules make the next edition.
             */
            next?: string;
            /**
             * @description What triggers an edition; with an empty list, only `POST …/run` makes one.
             * @example [
             *       {
             *         "schedule": "0 7 * * 1",
             *         "timezone": "Europe/Zurich"
             *       },
             *       {
             *         "data": [
             *           "sales"
             *         ],
             *         "settle": "5m"
             *       }
             *     ]
             */
            on: {
                /**
                 * @description Datasets by name: a new current version of one of them makes an edition.
                 * @example [
                 *       "sales"
                 *     ]
                 */
                data?: string[];
                /**
                 * @description Five fields, as cron has them: minute, hour, day of the month, month, day of the week.
                 * @example 0 7 * * 1
                 */
                schedule?: string;
                /**
                 * @description How long to wait for further versions: 0s, or a whole number of seconds, minutes, hours or days: 30s, 5m, 2h, 1d
                 * @default 5m
                 * @example 5m
                 */
                settle?: string;
                /**
                 * @description IANA name of the schedule's time zone.
                 * @default UTC
                 * @example Europe/Zurich
                 */
                timezone?: string;
            }[];
            /**
             * @description If its editions are batches: what the latest one has made, instead of a PDF.
             * @example /publications/statements/editions/latest/outputs
             */
            outputs?: string;
            /**
             * @description As in `POST /reports`. A parameter that is a date may be a word, such as `month-start`, relative to the edition's date.
             * @example {
             *       "year": 2021
             *     }
             */
            parameters?: Record<string, unknown>;
            /**
             * @description The PDF of the latest edition.
             * @example /publications/weekly-sales/editions/latest/report.pdf
             */
            pdf: string;
            self: string;
            /**
             * @description Makes no edition if template, dataset versions and parameters are the same as last time.
             * @enum {string}
             */
            skip?: "unchanged";
            /** @enum {string} */
            state: "active" | "paused";
            /**
             * @description `name`, `name@version`, or both as separate members; without a version, the current one.
             * @example high-tech-industries
             */
            template: string | {
                name: string;
                version?: string;
            };
        };
        /** @description By name. */
        PublicationList: {
            /**
             * @description Path of the next page; absent on the last one.
             * @example /publications?limit=100&after=weekly-sales
             */
            next?: string;
            publications: components["schemas"]["Publication"][];
        };
        /**
         * @example {
         *       "template": "high-tech-industries",
         *       "parameters": {
         *         "year": 2021
         *       },
         *       "on": [
         *         {
         *           "schedule": "0 7 * * 1",
         *           "timezone": "Europe/Zurich"
         *         },
         *         {
         *           "data": [
         *             "sales"
         *           ],
         *           "settle": "5m"
         *         }
         *       ],
         *       "date": "previous-month-end",
         *       "skip": "unchanged",
         *       "deliver": [
         *         {
         *           "webhook": "crm"
         *         },
         *         {
         *           "mail": {
         *             "to": [
         *               "board@example.org"
         *             ],
         *             "attach": true
         *           }
         *         },
         *         {
         *           "copy": {
         *             "to": "weekly",
         *             "name": "{{ date }}.pdf"
         *           }
         *         }
         *       ],
         *       "keep": 52
         *     }
         */
        PublicationRequest: {
            /**
             * @description Makes each edition a batch, a report for each row: members as in `POST /batches`.
             * @example {
             *       "rows": {
             *         "dataset": "customers"
             *       },
             *       "map": {
             *         "customer": "customer_id"
             *       },
             *       "name": "statement-{{ customer_id }}"
             *     }
             */
            batch?: {
                /**
                 * @description Parameter → column of the rows.
                 * @example {
                 *       "customer": "customer_id"
                 *     }
                 */
                map: {
                    [key: string]: string;
                };
                /**
                 * @description Name of each item, of its file and in its address: Liquid over the row's columns, its number `row`, and `parameters`.
                 * @example statement-{{ customer_id }}
                 */
                name: string;
                /**
                 * @description What each edition keeps: an archive, or merged volumes.
                 * @default zip
                 * @enum {string}
                 */
                output?: "zip" | "merged";
                /**
                 * @description Forms in which each report is made beside its PDF, such as a workbook. They are files of the item, and in the archive.
                 * @example [
                 *       "xlsx",
                 *       "html"
                 *     ]
                 */
                renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                /**
                 * @description Where the rows come from: either `query` or `dataset`.
                 * @example {
                 *       "dataset": "customers"
                 *     }
                 */
                rows: {
                    /** @description `name` or `name@version` of a stored dataset; each of its rows is a report. */
                    dataset?: string | {
                        name: string;
                        version?: string;
                    };
                    /** @description One SELECT over the template's datasets by alias; each row of its result is a report, in its order. */
                    query?: string;
                };
                /**
                 * @description How many rows may fail: a number, or a share such as `5%`. If more fail, the batch stops and fails.
                 * @default 0
                 * @example 5%
                 */
                tolerate?: number | string;
            };
            /**
             * @description Alias → stored dataset; omitted aliases take the template's default.
             * @example {
             *       "indicators": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string | {
                    name: string;
                    version?: string;
                };
            };
            /**
             * @description The edition's date: `run` is the day on which it is made, and other words are relative to that day.
             * @default run
             * @example previous-month-end
             * @example run
             */
            date?: string;
            /**
             * @description Where each ready edition or batch goes. Named webhooks are notified of failures too.
             * @example [
             *       {
             *         "webhook": "crm"
             *       },
             *       {
             *         "mail": {
             *           "to": [
             *             "board@example.org"
             *           ],
             *           "attach": true
             *         }
             *       },
             *       {
             *         "copy": {
             *           "to": "weekly",
             *           "name": "{{ date }}.pdf"
             *         }
             *       }
             *     ]
             */
            deliver?: {
                copy?: {
                    /**
                     * @description Name of the file, or its path below `to`, in Liquid. For a batch it must end with `/{{ file }}`, the name of each file; the default is then `{{ name }}-{{ date }}/{{ file }}`.
                     * @default {{ name }}-{{ date }}.pdf
                     */
                    name?: string;
                    /**
                     * @description Other forms that are copied beside the PDF, under its name with their own ending. Of a batch, those that it makes, where the output is `files`.
                     * @example [
                     *       "xlsx",
                     *       "html"
                     *     ]
                     */
                    renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                    /** @description `s3://bucket/prefix` on AWS, a folder below `--copies` on a laptop. */
                    to: string;
                };
                mail?: {
                    /**
                     * @description Attach the PDF. Otherwise the letter has a link to it, valid for thirty days.
                     * @default false
                     */
                    attach?: boolean;
                    /**
                     * @description Say what changed in the data since the edition before: rows, columns, types, ranges, values and keys. Those of a batch's rows do not.
                     * @default false
                     */
                    dataChanges?: boolean;
                    /**
                     * @description Other forms that go with the PDF, attached or linked as it is. Letters to a batch's rows take along those that the batch makes; letters about a whole batch take none.
                     * @example [
                     *       "xlsx",
                     *       "html"
                     *     ]
                     */
                    renditions?: ("html" | "html-fonts" | "xlsx" | "docx" | "pptx" | "zip" | "png")[];
                    /**
                     * @description Liquid. By default that of the template's mail.md, else the title.
                     * @example {{ title }}
                     */
                    subject?: string;
                    /** @description Addresses, each of which gets a letter of its own; in a batch also the column of the rows that holds each one's address. */
                    to: string | string[] | {
                        column: string;
                    };
                };
                /** @description Name of a webhook. It is notified when the result is ready or has failed, even if its own `events` leave that out. */
                webhook?: string;
            }[];
            /**
             * @description How many editions are kept, or for how long; the latest one always is.
             * @example 52
             * @example 400d
             */
            keep?: number | string;
            /**
             * @description Which missed times get an edition afterwards.
             * @default latest
             * @enum {string}
             */
            missed?: "latest" | "all" | "none";
            /**
             * @description What triggers an edition; with an empty list, only `POST …/run` makes one.
             * @example [
             *       {
             *         "schedule": "0 7 * * 1",
             *         "timezone": "Europe/Zurich"
             *       },
             *       {
             *         "data": [
             *           "sales"
             *         ],
             *         "settle": "5m"
             *       }
             *     ]
             */
            on: {
                /**
                 * @description Datasets by name: a new current version of one of them makes an edition.
                 * @example [
                 *       "sales"
                 *     ]
                 */
                data?: string[];
                /**
                 * @description Five fields, as cron has them: minute, hour, day of the month, month, day of the week.
                 * @example 0 7 * * 1
                 */
                schedule?: string;
                /**
                 * @description How long to wait for further versions: 0s, or a whole number of seconds, minutes, hours or days: 30s, 5m, 2h, 1d
                 * @default 5m
                 * @example 5m
                 */
                settle?: string;
                /**
                 * @description IANA name of the schedule's time zone.
                 * @default UTC
                 * @example Europe/Zurich
                 */
                timezone?: string;
            }[];
            /**
             * @description As in `POST /reports`. A parameter that is a date may be a word, such as `month-start`, relative to the edition's date.
             * @example {
             *       "year": 2021
             *     }
             */
            parameters?: Record<string, unknown>;
            /**
             * @description Makes no edition if template, dataset versions and parameters are the same as last time.
             * @enum {string}
             */
            skip?: "unchanged";
            /**
             * @description `name`, `name@version`, or both as separate members; without a version, the current one.
             * @example high-tech-industries
             */
            template: string | {
                name: string;
                version?: string;
            };
        };
        PublishedTemplate: {
            name: string;
            self: string;
            version: string;
        };
        QueryRequest: {
            /**
             * @description Alias → `name` or `name@version` of a stored dataset.
             * @example {
             *       "numbers": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string;
            };
            /**
             * @description Values for `$name`.
             * @example {
             *       "since": 2020
             *     }
             */
            parameters?: {
                [key: string]: (string | number | boolean | null) | (string | number | boolean | null)[];
            };
            /**
             * @description One SELECT.
             * @example SELECT year, value FROM numbers WHERE year >= $since
             */
            sql: string;
        };
        QueryResult: {
            /**
             * @example [
             *       {
             *         "name": "year",
             *         "type": "integer"
             *       },
             *       {
             *         "name": "value",
             *         "type": "number"
             *       }
             *     ]
             */
            columns: {
                name: string;
                type: components["schemas"]["ColumnType"];
            }[];
            /**
             * @description Each row as a list of values. Decimals have all their digits; dates are YYYY-MM-DD.
             * @example [
             *       [
             *         2020,
             *         1.5
             *       ]
             *     ]
             */
            rows: (string | number | boolean | null)[][];
        };
        /**
         * @description How a dataset's file is read, how its table becomes the one that reports read, and what that must be.
         * @example {
         *       "missing": [
         *         "..",
         *         "NA"
         *       ],
         *       "steps": [
         *         {
         *           "units": {
         *             "value": "CNY million"
         *           }
         *         }
         *       ]
         *     }
         */
        Recipe: {
            /** @description What the table must be. A file that breaks a check of severity `error`, the default, is refused; `warning` marks it. */
            checks?: {
                /** @description Column → its lowest and highest value. */
                range?: {
                    [key: string]: {
                        from?: string | number;
                        to?: string | number;
                    };
                };
                /** @description Columns with a value in each row. */
                required?: string[];
                /** @description The fewest and the most rows. */
                rows?: {
                    from?: number;
                    to?: number;
                };
                /** @enum {string} */
                severity?: "error" | "warning";
                types?: {
                    [key: string]: "text" | "integer" | "number" | "boolean" | "date" | "timestamp";
                };
                /** @description Columns whose values together name one row. */
                unique?: string[];
                /** @description Column → the only values that it may have. */
                values?: {
                    [key: string]: (string | number | boolean)[];
                };
            }[];
            /**
             * @description How long the data stay fresh: minutes, hours or days. Then `dataset.stale` is an event.
             * @example 36h
             */
            freshness?: string;
            /** @description Cells that stand for no value: of all columns, or by column as the file names it. */
            missing?: string[] | {
                [key: string]: string[];
            };
            read?: {
                /**
                 * @description The field delimiter of a CSV file. Default: detected.
                 * @enum {string}
                 */
                delimiter?: "," | ";" | "\t" | "|" | "comma" | "semicolon" | "tab" | "vertical bar";
                /** @description Encoding of a text file: a label of the Encoding Standard, e.g. `windows-1252`. Default: UTF-8, or detected. */
                encoding?: string;
                /** @description Whether the first row names the columns, or the line that does, from 1. */
                header?: boolean | number;
                /** @description Where the table is in its sheet, e.g. `B3:F90`, or its first cell. Default: detected. */
                range?: string;
                /** @description The sheet of a workbook. Default: the only one with a table. */
                sheet?: string;
            };
            steps: {
                /** @description Column → SQL expression over the columns before. */
                derive?: {
                    [key: string]: string;
                };
                /** @description Rows of which the SQL condition is true are left out. */
                "leave-out"?: {
                    where: string;
                };
                /** @description Old name → new name. */
                names?: {
                    [key: string]: string;
                };
                /** @description A column becomes as many as there are parts. */
                split?: {
                    by: string;
                    column: string;
                    into: string[];
                };
                /** @description Columns whose values lose the white space around them. */
                trim?: string[];
                /** @description Column → type. */
                types?: {
                    [key: string]: ("text" | "integer" | "number" | "decimal" | "boolean" | "date" | "timestamp") | Record<string, unknown>;
                };
                /** @description Column → unit of its values. */
                units?: {
                    [key: string]: string;
                };
                /** @description Columns become rows: a list, `first..last` or `first..`. */
                unpivot?: {
                    columns: string | string[];
                    names: string;
                    values: string;
                };
            }[];
            /** @description Parts of a data contract that would check something and are not read, by JSON pointer. */
            unread?: string[];
        };
        RecipeLog: {
            moves: {
                /** Format: date-time */
                at: string;
                by?: components["schemas"]["Caller"];
                /**
                 * @example put
                 * @enum {string}
                 */
                kind: "put" | "rollback" | "remove";
                /**
                 * @description Counts the changes.
                 * @example 3
                 */
                seq: number;
                /** @description The recipe since then; absent if there is none. */
                version?: string;
                /**
                 * @description The reason, for the template's log.
                 * @example Adds the figures of 2025
                 */
                why?: string;
            }[];
            /** @description Path of the next page; absent on the last one. */
            next?: string;
        };
        RecipeRollback: {
            /**
             * @description A recipe that the dataset had before.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            to: string;
            /**
             * @description The reason, for the template's log.
             * @example Adds the figures of 2025
             */
            why?: string;
        };
        RecipeTrial: {
            /** @description How the table holds the recipe's checks. */
            checks?: components["schemas"]["CheckResult"][];
            columns: components["schemas"]["DatasetColumn"][];
            /** @description The first rows: at most 50, fewer if they are long (1 MB in all). */
            first: {
                columns: {
                    name: string;
                    type: string;
                }[];
                rows: (string | number | boolean | null)[][];
            };
            /** @example beijing-indicators */
            name: string;
            recipe: components["schemas"]["Recipe"];
            /** @example 180 */
            rows: number;
            /**
             * @description That the dataset would have.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
            warnings: components["schemas"]["Warning"][];
        };
        Redriven: {
            /** @description If time ran out: pass it as `after` to continue. */
            next?: string;
            retried: string[];
        };
        RedriveRequest: {
            /** @description `next` of the previous call. */
            after?: string;
            /**
             * Format: date-time
             * @description Reports requested before this are left alone.
             * @example 2026-11-27T05:00:00Z
             */
            since: string;
        };
        RemainList: {
            /** @description Path of the next page; absent on the last one. A page may be short, even empty, before that. */
            next?: string;
            remains: {
                /** @description What it was made from that is no longer stored. */
                datasets: {
                    name: string;
                    version: string;
                }[];
                /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
                id: string;
                /** @enum {string} */
                kind: "report" | "batch" | "edition";
                /** @description Of an edition. */
                publication?: string;
                /** @description `DELETE` of it deletes it, with its renditions, traces and packs. */
                self: string;
                title?: string;
            }[];
        };
        Replayed: {
            /**
             * Format: date-time
             * @description If there are more than a thousand: pass it as `since` to continue.
             */
            next?: string;
            /** @description Deliveries that are now due. */
            replayed: number;
        };
        Report: {
            /**
             * @description Renders started.
             * @example 1
             */
            attempts: number;
            /**
             * @description Size of the PDF.
             * @example 184320
             */
            bytes?: number;
            /**
             * @description On AWS: what the last attempt used, and what it and the calls around it cost at public prices. An estimate.
             * @example {
             *       "gigabyteSeconds": 0.82,
             *       "usd": 0.00009
             *     }
             */
            cost?: {
                gigabyteSeconds: number;
                usd: number;
            };
            /**
             * Format: date-time
             * @description When it was requested.
             * @example 2026-01-05T09:30:00.000Z
             */
            created: string;
            /**
             * @example {
             *       "indicators": {
             *         "name": "beijing-indicators",
             *         "version": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             *       }
             *     }
             */
            datasets: {
                [key: string]: {
                    name: string;
                    version: string;
                };
            };
            /**
             * Format: date
             * @example 2022-12-31
             */
            date: string;
            /**
             * @description Digest of the engine that made it or failed. It is not part of the id.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            engine?: string;
            /** @description Why there is no PDF. */
            failure?: components["schemas"]["ProblemDetails"];
            /** @description If failed: whether the same inputs would fail again. */
            final?: boolean;
            /**
             * Format: date-time
             * @example 2026-01-05T09:30:00.412Z
             */
            finished?: string;
            /**
             * @description Hash of everything the report is made from.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @example en */
            language: string;
            /** @example 9 */
            pages?: number;
            /**
             * @example {
             *       "year": 2021,
             *       "currency": "CNY"
             *     }
             */
            parameters: Record<string, unknown>;
            /**
             * @description Where the PDF is, once ready.
             * @example /reports/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/report.pdf
             */
            pdf?: string;
            /**
             * Format: date-time
             * @description While queued after a failed attempt: when the next one may start.
             */
            retryAt?: string;
            /** @example /reports/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            self: string;
            /**
             * @description Of the PDF.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256?: string;
            /**
             * @description While rendering: the stage reached.
             * @example chart
             */
            stage?: string;
            /**
             * @example ready
             * @enum {string}
             */
            status: "queued" | "rendering" | "ready" | "failed";
            /**
             * @example {
             *       "name": "high-tech-industries",
             *       "version": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             *     }
             */
            template: {
                name: string;
                version: string;
            };
            /**
             * @description Milliseconds per stage.
             * @example {
             *       "query": 31.2,
             *       "chart": 88
             *     }
             */
            timings?: {
                [key: string]: number;
            };
            /** @example Ten industries, 30.1% of the economy */
            title?: string;
            warnings?: components["schemas"]["Warning"][];
        };
        ReportExplanation: {
            answers: components["schemas"]["ExplainedNumber"][];
            /** @description What the report was made from that was deleted since: there are no values and rows then. */
            gone: {
                alias?: string;
                /** @enum {string} */
                kind: "dataset" | "template";
                name: string;
                version: string;
            }[];
            /** @description Numbers that the question means beyond the answers. */
            more: number;
            /** @description Whether another engine made the PDF; this one prints the same. */
            otherEngine: boolean;
            report: string;
            /** @description SHA-256 of the PDF of which this is said. */
            sha256: string;
        };
        ReportFigures: {
            figures: {
                /** @example fig-sales */
                id: string;
                /**
                 * @description Address of the picture.
                 * @example /reports/9f86…/figures/fig-sales.png
                 */
                png: string;
                /**
                 * @description Address of the drawing.
                 * @example /reports/9f86…/figures/fig-sales.svg
                 */
                svg: string;
            }[];
        };
        /** @description Newest first. */
        ReportList: {
            /**
             * Format: date-time
             * @description Only of a page that holds fewer than `limit`, or none, although another follows: how far back it has looked, having read a thousand records. Whatever the filters want of later times is on this page or an earlier one; pass `next` to look further.
             */
            lookedBackTo?: string;
            /**
             * @description Path of the next page; absent on the last one.
             * @example /reports?after=…
             */
            next?: string;
            reports: components["schemas"]["Report"][];
        };
        ReportRequest: {
            /**
             * @description Alias → stored dataset; omitted aliases take the template's default.
             * @example {
             *       "indicators": "beijing-indicators"
             *     }
             */
            datasets?: {
                [key: string]: string | {
                    name: string;
                    version?: string;
                };
            };
            /**
             * Format: date
             * @description The report's own date.
             * @example 2022-12-31
             */
            date?: string;
            /**
             * @description They must match the template's JSON Schema; omitted ones take their defaults.
             * @example {
             *       "year": 2021
             *     }
             */
            parameters?: Record<string, unknown>;
            /**
             * @description `name`, `name@version`, or both as separate members; without a version, the current one.
             * @example high-tech-industries
             */
            template: string | {
                name: string;
                version?: string;
            };
        };
        RollbackRequest: {
            /**
             * @description A version that was published before.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            to: string;
            /**
             * @description The reason, for the template's log.
             * @example Adds the figures of 2025
             */
            why?: string;
        };
        RotatedSecret: {
            /**
             * @description The new secret. It is never shown again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            secret: string;
            /**
             * Format: date-time
             * @description Until then the former secret signs too.
             */
            until: string;
        };
        RowLineage: {
            /** @description What the queries give over the named rows alone. */
            again: {
                /** @enum {string} */
                result: "same" | "differs" | "failed";
                seen?: unknown;
                why?: string;
            };
            /** @description Where a rule leads to no single rows, so that all rows of these datasets are named. */
            coarse: {
                datasets: string[];
                /** @enum {string} */
                role: "value" | "deciding";
                why: string;
            }[];
            columns: string[];
            datasets: {
                dataset: string;
                /** @description Other rows, which decided what counts. */
                deciding: {
                    /** @description Whether they are all rows of the dataset. */
                    all: boolean;
                    /** @description How many they are. */
                    count: number;
                    /** @description The first of them. */
                    rows: {
                        record?: {
                            [key: string]: unknown;
                        };
                        /** @description In the dataset's table, from 1. */
                        row: number;
                    }[];
                };
                /** @description Rows that it has. */
                total: number;
                /** @description Rows that the value was computed from. */
                value: {
                    /** @description Whether they are all rows of the dataset. */
                    all: boolean;
                    /** @description How many they are. */
                    count: number;
                    /** @description The first of them. */
                    rows: {
                        record?: {
                            [key: string]: unknown;
                        };
                        /** @description In the dataset's table, from 1. */
                        row: number;
                    }[];
                };
            }[];
            query: string;
            /** @description In the query's result, from 1. */
            row: number;
            /** @description The queries, common tables and subqueries that lead to the datasets, with how many of their rows did. */
            steps: {
                kind: string;
                name: string;
                rows: number;
            }[];
        };
        RunRequest: {
            /**
             * Format: date
             * @description Date of the edition, instead of the one that the publication derives.
             * @example 2026-10-31
             */
            date?: string;
        };
        ScheduleTimes: {
            /**
             * @description In order.
             * @example [
             *       "2026-11-30T06:00:00.000Z"
             *     ]
             */
            times: string[];
        };
        /** @description A link to the file, valid for fifteen minutes for anyone who has it. */
        SignedLink: {
            /** @example https://store.example/reports/9f86/1/report.pdf?X-Amz-Signature=5b1d */
            url: string;
        };
        SignedUploadParts: {
            parts: (components["schemas"]["UploadPart"] & {
                /** Format: date-time */
                expires: string;
                /** @description Headers to send, exactly these. */
                headers: {
                    [key: string]: string;
                };
                /** @enum {string} */
                method: "PUT";
                /** @description Where to send the bytes. */
                url: string;
            })[];
        };
        Source: {
            by?: components["schemas"]["Caller"];
            /**
             * @description That it fetched.
             * @example 88112
             */
            bytes?: number;
            /** @description Whether the last refresh gave the dataset another version. */
            changed?: boolean;
            /**
             * @description The operator's connection, by its name.
             * @example shop
             */
            connection: string;
            /**
             * @description SHA-256 of the text.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            definition: string;
            /**
             * @example postgres
             * @enum {string}
             */
            engine: "postgres" | "http" | "s3" | "athena";
            format?: string;
            /**
             * @description Of `athena`: tables that a refresh reads as one snapshot each.
             * @example [
             *       "orders"
             *     ]
             */
            iceberg?: string[];
            limits: {
                bytes: number;
                minutes: number;
                rows: number;
            };
            /**
             * @description Of the source, and of its dataset.
             * @example orders
             */
            name: string;
            /**
             * Format: date-time
             * @description When the next refresh is due; absent if none comes by itself.
             */
            next?: string;
            /** @description Columns by whose values the rows are ordered first. */
            order?: string[];
            /**
             * @description Steps of these keys, `year=2026/`, whose values are columns.
             * @example [
             *       "year",
             *       "region"
             *     ]
             */
            partitions?: string[];
            /** @example exports/orders.csv */
            path?: string;
            /**
             * @description Of the keys of all objects that are read.
             * @example orders/2026/
             */
            prefix?: string;
            /** @description Why the last refresh failed, or its last attempt. */
            problems?: components["schemas"]["ProblemEntry"][];
            /** @description Of the last refresh that brought something new. */
            provenance?: components["schemas"]["SourceProvenance"];
            /** @example SELECT day, sum(amount) AS amount FROM orders GROUP BY day */
            query?: string;
            /** @description When it is refreshed by itself. */
            refresh?: {
                every: string;
            } | {
                schedule: string;
                timezone?: string;
            };
            /**
             * Format: date-time
             * @description When that ended.
             */
            refreshed?: string;
            /**
             * @description That the last refresh which succeeded brought.
             * @example 1204
             */
            rows?: number;
            /**
             * Format: date-time
             * @description When it got this definition.
             */
            since: string;
            /**
             * @description `waiting`: not refreshed by this definition yet. `refreshing`: somebody works on it, or will soon try again. `ready`, `failed`: how the last refresh ended; after a failure readers keep what was current.
             * @enum {string}
             */
            state: "waiting" | "refreshing" | "ready" | "failed";
            /**
             * @description By which these keys end.
             * @example .csv
             */
            suffix?: string;
            /** @description Its definition as it was put. */
            text: string;
            /** @description The current version of its dataset; absent before there is one. */
            version?: string;
        };
        SourceList: {
            /** @description That the server's operator has configured: a source names one of them. */
            connections: {
                /**
                 * @example postgres
                 * @enum {string}
                 */
                engine: "postgres" | "http" | "s3" | "athena";
                /**
                 * @description The operator's connection, by its name.
                 * @example shop
                 */
                name: string;
            }[];
            /** @description Path of the next page; absent on the last one. */
            next?: string;
            sources: components["schemas"]["SourceSummary"][];
        };
        SourceProvenance: {
            /**
             * @description Fetched.
             * @example 88112
             */
            bytes: number;
            /**
             * @description The operator's connection, by its name.
             * @example shop
             */
            connection: string;
            /**
             * @example postgres
             * @enum {string}
             */
            engine: "postgres" | "http" | "s3" | "athena";
            etag?: string;
            /** Format: date-time */
            finished: string;
            /** @description `Last-Modified`, as it was sent. */
            modified?: string;
            /**
             * @description From which it was read, if a prefix names them.
             * @example 12
             */
            objects?: number;
            /**
             * @description SHA-256 of the query, or of the address.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            query: string;
            /**
             * @description Bytes that Athena read for it, by which AWS charges.
             * @example 41943040
             */
            scanned?: number;
            /**
             * @description What the database saw (`pg_current_snapshot()`), the SHA-256 of the keys, sizes and ETags of all objects, or the id of Athena's run.
             * @example 812:812:
             */
            snapshot?: string;
            /**
             * @description `database.table` → the snapshot of Iceberg that was read, for the tables of `iceberg`.
             * @example {
             *       "sales.orders": "4390612840123456789"
             *     }
             */
            snapshots?: {
                [key: string]: string;
            };
            /** Format: date-time */
            started: string;
            /** @description Of the object, if its bucket keeps versions. */
            version?: string;
        };
        SourceSummary: {
            /**
             * @description That it fetched.
             * @example 88112
             */
            bytes?: number;
            /**
             * @description The operator's connection, by its name.
             * @example shop
             */
            connection: string;
            /**
             * @example postgres
             * @enum {string}
             */
            engine: "postgres" | "http" | "s3" | "athena";
            /**
             * @description Of the source, and of its dataset.
             * @example orders
             */
            name: string;
            /**
             * Format: date-time
             * @description When the next refresh is due; absent if none comes by itself.
             */
            next?: string;
            /** @description Why the last refresh failed, or its last attempt. */
            problems?: components["schemas"]["ProblemEntry"][];
            /**
             * Format: date-time
             * @description When that ended.
             */
            refreshed?: string;
            /**
             * @description That the last refresh which succeeded brought.
             * @example 1204
             */
            rows?: number;
            /**
             * @description `waiting`: not refreshed by this definition yet. `refreshing`: somebody works on it, or will soon try again. `ready`, `failed`: how the last refresh ended; after a failure readers keep what was current.
             * @enum {string}
             */
            state: "waiting" | "refreshing" | "ready" | "failed";
            /** @description The current version of its dataset; absent before there is one. */
            version?: string;
        };
        SourceTrial: {
            checks?: components["schemas"]["CheckResult"][];
            columns: components["schemas"]["DatasetColumn"][];
            /** @description The first rows: at most 50, fewer if they are long (1 MB in all). */
            first: {
                columns: {
                    name: string;
                    type: string;
                }[];
                rows: (string | number | boolean | null)[][];
            };
            /** @example orders */
            name: string;
            /**
             * @description Of a query at most 50 are fetched.
             * @example 50
             */
            rows: number;
            warnings: components["schemas"]["Warning"][];
        };
        StoredTemplate: components["schemas"]["TemplateVersion"] & {
            /** @example high-tech-industries */
            name: string;
            self: string;
        };
        StoredTheme: components["schemas"]["TemplateVersion"] & {
            /** @example house */
            name: string;
            self: string;
        };
        SuppressedList: {
            /** @description Path of the next page; absent on the last one. */
            next?: string;
            suppressed: {
                /** @example anna@example.org */
                address: string;
                /** Format: date-time */
                at: string;
                /**
                 * @description What the mail server or service said.
                 * @example 550 5.1.1 no such user
                 */
                detail: string;
                /** @enum {string} */
                reason: "bounced" | "complained";
            }[];
        };
        SuppressionList: {
            /** @description Path of the next page; absent on the last one. */
            next?: string;
            unsubscribed: {
                /** @example anna@example.org */
                address: string;
                /** Format: date-time */
                at: string;
                /**
                 * @description Name of a publication or template, or `dataset.` and that of a dataset.
                 * @example weekly
                 */
                list: string;
            }[];
        };
        /**
         * @example {
         *       "files": {
         *         "template.yaml": "title: Sales\ndate: 2026-01-31\n",
         *         "queries/all.sql": "SELECT * FROM sales\n"
         *       },
         *       "change": {
         *         "do": "rename",
         *         "what": "query",
         *         "from": "all",
         *         "to": "every_sale"
         *       }
         *     }
         */
        TemplateChangeRequest: {
            change: {
                /**
                 * @description `rename`: `what`, `from` and `to`; `query`: `name`, `query` and `tables`.
                 * @enum {string}
                 */
                do: "rename" | "query";
                /** @description Of a rename: the name as it is. */
                from?: string;
                /** @description Of a new query. */
                name?: string;
                /** @description Of a new query: what menus say of it. */
                query?: {
                    /** @description Columns as they are. Absent, without groups and summaries: all. */
                    columns?: string[];
                    /** @description All of them hold. */
                    filters?: {
                        column: string;
                        /** @enum {string} */
                        is: "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "begins" | "empty" | "filled";
                        /** @description In place of `value`: the parameter that has it. */
                        parameter?: string;
                        /** @description As a person writes it: `2025-01-31`, `1200.5`. Of `empty` and `filled` there is none. */
                        value?: string;
                    }[];
                    /**
                     * @description A dataset's alias, or a query.
                     * @example sales
                     */
                    from: string;
                    /** @description A row of the result for each combination of their values. */
                    group?: string[];
                    /** @description By columns of the result; then by the groups. */
                    order?: {
                        column: string;
                        falling?: boolean;
                    }[];
                    summaries?: {
                        /** @description Name of the new column. */
                        as?: string;
                        /** @description Absent for a count of rows; a count of a column counts its values. */
                        column?: string;
                        /** @enum {string} */
                        do: "sum" | "count" | "mean" | "min" | "max";
                    }[];
                    /** @description Most rows. */
                    top?: number;
                };
                /** @description Dataset or query → its columns, as a preview gives them in `columns` and `queries`. */
                tables?: {
                    [key: string]: {
                        name: string;
                        /** @enum {string} */
                        type: "text" | "integer" | "number" | "boolean" | "date" | "timestamp";
                    }[];
                };
                /** @description Of a rename: the new name. */
                to?: string;
                /**
                 * @description Of a rename.
                 * @enum {string}
                 */
                what?: "query" | "chart" | "parameter" | "message";
            };
            /**
             * @description Path → text of `template.yaml`, the report's texts, letters, partials, queries, specs, messages and tests.
             * @example {
             *       "template.yaml": "title: Sales\ndate: 2026-01-31\n"
             *     }
             */
            files: {
                [key: string]: string;
            };
        };
        TemplateChanges: {
            /** @description Path → text of new files. */
            added: {
                [key: string]: string;
            };
            /** @description Of a new query: the columns of its result. */
            columns?: {
                name: string;
                type: components["schemas"]["ColumnType"];
            }[];
            /** @description Of the rename of a message: places with a key that is known only when a report is made, which stay as they are. */
            left?: {
                column: number;
                file: string;
                line: number;
            }[];
            /** @description Files that get another path once they are patched. */
            moved: {
                from: string;
                to: string;
            }[];
            /** @description Stretches of the files and what is to stand there, under the paths that they have now; offsets in UTF-16 code units. */
            patches: {
                file: string;
                from: number;
                text: string;
                to: number;
            }[];
        };
        TemplateDetail: components["schemas"]["TemplateSummary"] & {
            /**
             * @description Parameter → its values from the data, for the current versions of the default datasets, once they are known.
             * @example {
             *       "country": [
             *         {
             *           "value": "KE",
             *           "label": "Kenya"
             *         }
             *       ]
             *     }
             */
            choices?: {
                [key: string]: components["schemas"]["Choice"][];
            };
            datasets: {
                /** @example indicators */
                alias: string;
                /**
                 * @description Columns needed, with their types; `number` accepts integers.
                 * @example {
                 *       "year": "integer",
                 *       "value": "number"
                 *     }
                 */
                columns: {
                    [key: string]: components["schemas"]["ColumnType"];
                };
                /**
                 * @description Stored dataset used when the request names none.
                 * @example beijing-indicators
                 */
                default?: string;
                /** @description How fresh the default dataset is, for as long as the template takes it for fresh, or else by its contract. Absent if neither says anything. */
                freshness?: components["schemas"]["Freshness"];
                /**
                 * @description What stale data do: `error` refuses reports, `warning` marks them. Absent if the template says nothing of it.
                 * @enum {string}
                 */
                whenStale?: "error" | "warning";
            }[];
            /**
             * Format: date
             * @description Date of the report when the request gives none.
             * @example 2022-12-31
             */
            date: string;
            /**
             * @description JSON Schema (2020-12) of the parameters, with their defaults; values from the data are its `enum`, once they are known. The default of a date may be a word such as `previous-month-end`, relative to the report's date.
             * @example {
             *       "type": "object",
             *       "properties": {
             *         "year": {
             *           "type": "integer",
             *           "default": 2021
             *         }
             *       }
             *     }
             */
            parameters: Record<string, unknown>;
            /**
             * @description Texts of parameters in the template's languages, by JSON pointer; absent for those that have one text for all.
             * @example {
             *       "/year": {
             *         "title": {
             *           "en": "Year",
             *           "zh": "年份"
             *         }
             *       }
             *     }
             */
            parameterTexts?: {
                [key: string]: {
                    description?: components["schemas"]["LocalizedText"];
                    /**
                     * @description Value of its `enum` → its label.
                     * @example {
                     *       "CNY": {
                     *         "en": "Yuan",
                     *         "zh": "人民币"
                     *       }
                     *     }
                     */
                    labels?: {
                        [key: string]: components["schemas"]["LocalizedText"];
                    };
                    title?: components["schemas"]["LocalizedText"];
                };
            };
        };
        TemplateFile: {
            bytes: number;
            /**
             * @description For `If-Match`.
             * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             */
            etag: string;
            /** @example queries/share.sql */
            path: string;
        };
        TemplateFileList: {
            /** @description Whether the files may be changed: not those of templates that come with Broadsheet. */
            editable: boolean;
            files: components["schemas"]["TemplateFile"][];
        };
        TemplateList: {
            /**
             * @description Path of the next page; absent on the last one.
             * @example /templates?limit=100&after=city
             */
            next?: string;
            templates: components["schemas"]["TemplateSummary"][];
        };
        TemplateLog: {
            moves: components["schemas"]["TemplateMove"][];
            /** @description Path of the next page; absent on the last one. */
            next?: string;
        };
        TemplateMove: {
            /** Format: date-time */
            at?: string;
            by?: components["schemas"]["Caller"];
            /**
             * @example promote
             * @enum {string}
             */
            kind: "promote" | "rollback" | "remove" | "bundled" | "store";
            /**
             * @description Counts the moves of the name.
             * @example 7
             */
            seq: number;
            /** @description What is current since then; absent if nothing is. */
            version?: string;
            /**
             * @description The reason, for the template's log.
             * @example Adds the figures of 2025
             */
            why?: string;
        };
        TemplateSummary: {
            description: components["schemas"]["LocalizedText"];
            /**
             * @description The first one is the default.
             * @example [
             *       "en",
             *       "zh"
             *     ]
             */
            languages: string[];
            /** @example high-tech-industries */
            name: string;
            /**
             * @description Its picture; absent where pages cannot be drawn.
             * @example /templates/high-tech-industries/versions/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/picture
             */
            picture?: string;
            title: components["schemas"]["LocalizedText"];
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            version: string;
        };
        TemplateUpload: {
            /**
             * @description Exact size of the ZIP file.
             * @example 6291456
             */
            bytes: number;
            /** Format: date-time */
            created: string;
            /** @description If failed: why. */
            failure?: components["schemas"]["ProblemDetails"];
            /** Format: date-time */
            finished?: string;
            /** Format: uuid */
            id: string;
            self: string;
            /**
             * @description Of the bytes.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
            /**
             * @example stored
             * @enum {string}
             */
            status: "waiting" | "received" | "stored" | "failed";
            /**
             * @description If stored: the version.
             * @example /templates/my-report/versions/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            stored?: string;
            /** @example my-report */
            template: string;
            /** @description If stored: the draft. */
            version?: string;
        };
        TemplateUploadRequest: {
            /**
             * @description Exact size of the ZIP file.
             * @example 6291456
             */
            bytes: number;
            /**
             * @description Of the bytes.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
        };
        TemplateVersion: {
            by?: components["schemas"]["Caller"];
            /**
             * Format: date-time
             * @description Absent for versions of earlier releases.
             */
            created?: string;
            /**
             * @description `bundled`: it came with a deployment or from a folder of the server.
             * @example draft
             * @enum {string}
             */
            origin?: "draft" | "bundled";
            /**
             * @description `published`: it was current once. `draft`: it never was.
             * @example draft
             * @enum {string}
             */
            state: "current" | "published" | "draft";
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            version: string;
            warnings?: components["schemas"]["Warning"][];
        };
        TemplateVersionList: {
            /** @description Path of the next page; absent on the last one. */
            next?: string;
            versions: components["schemas"]["TemplateVersion"][];
        };
        TestedWebhook: {
            /** @description Whether the receiver answered with 2xx. */
            delivered: boolean;
            /** @example the connection was refused */
            fault?: string;
            /** @example 204 */
            status?: number;
        };
        ThemeDetail: components["schemas"]["ThemeSummary"] & {
            /** @enum {string} */
            body: "serif" | "sans";
            /**
             * @description Each of its single colours by its name in theme.yaml.
             * @example {
             *       "ink": "#1a1a1a",
             *       "accent": "#a3142e"
             *     }
             */
            colors: {
                [key: string]: string;
            };
            diverging: string[];
            /**
             * @description Families in its own fonts: family → cut → path in the theme.
             * @example {
             *       "serif": {
             *         "regular": "fonts/House-Regular.ttf"
             *       }
             *     }
             */
            fonts: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /** @enum {string} */
            headline: "serif" | "sans";
            images: string[];
            /**
             * @description Languages of its messages.
             * @example [
             *       "en",
             *       "de"
             *     ]
             */
            languages: string[];
            /** @description Whether it has a logo. */
            logo: boolean;
            /**
             * @example [
             *       "partials/imprint.liquid"
             *     ]
             */
            partials: string[];
            sequential: string[];
            /** @description Shapes for maps. */
            shapes: string[];
            warnings: components["schemas"]["Warning"][];
        };
        ThemeList: {
            /** @description Path of the next page; absent on the last one. */
            next?: string;
            themes: components["schemas"]["ThemeSummary"][];
        };
        ThemeSummary: {
            /** @example #a3142e */
            accent: string;
            /** @example house */
            name: string;
            /** @description Colours of charts, the accent first. */
            palette: string[];
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            version: string;
        };
        ThemeUpload: {
            /**
             * @description Exact size of the ZIP file.
             * @example 6291456
             */
            bytes: number;
            /** Format: date-time */
            created: string;
            /** @description If failed: why. */
            failure?: components["schemas"]["ProblemDetails"];
            /** Format: date-time */
            finished?: string;
            /** Format: uuid */
            id: string;
            self: string;
            /**
             * @description Of the bytes.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
            /**
             * @example stored
             * @enum {string}
             */
            status: "waiting" | "received" | "stored" | "failed";
            /**
             * @description If stored: the version.
             * @example /themes/house/versions/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            stored?: string;
            /** @example house */
            theme: string;
            /** @description If stored: the draft. */
            version?: string;
        };
        ThemeUploadRequest: {
            /**
             * @description Exact size of the ZIP file.
             * @example 6291456
             */
            bytes: number;
            /**
             * @description Of the bytes.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
        };
        ThemeUses: {
            uses: {
                /** @description Whether it holds the current version of the theme. */
                isCurrent: boolean;
                /**
                 * @description What template.yaml names: the first digits of a version, or `current`.
                 * @example current
                 */
                names: string;
                /** @example high-tech-industries */
                template: string;
                /** @description The version of the theme in it. */
                theme: string;
                /** @description The current version of the template. */
                version: string;
            }[];
        };
        Upload: {
            /**
             * @description Exact size. `GET /capabilities` says how large a file may be (`largestUpload`).
             * @example 52428800
             */
            bytes: number;
            /** Format: date-time */
            created: string;
            /**
             * @description If stored: the dataset.
             * @example /datasets/beijing-indicators
             */
            dataset?: string;
            /** @description If failed: why. */
            failure?: components["schemas"]["ProblemDetails"];
            /** Format: date-time */
            finished?: string;
            /**
             * @example parquet
             * @enum {string}
             */
            format: "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";
            /** @description Hold the version back until `POST /datasets/{name}/promote` makes it current. */
            hold?: boolean;
            /** Format: uuid */
            id: string;
            /**
             * @description Name of the dataset.
             * @example beijing-indicators
             */
            name: string;
            /**
             * @description If it comes in parts: the size of each but the last.
             * @example 8388608
             */
            partBytes?: number;
            /**
             * @description If it comes in parts: how many there are.
             * @example 7
             */
            partCount?: number;
            /** @description How to read the file, where the file itself does not show it. */
            reading?: {
                /**
                 * @description The field delimiter of a CSV file. Default: detected.
                 * @enum {string}
                 */
                delimiter?: "," | ";" | "\t" | "|" | "comma" | "semicolon" | "tab" | "vertical bar";
                /** @description Encoding of a text file: a label of the Encoding Standard, e.g. `windows-1252`. Default: UTF-8, or detected. */
                encoding?: string;
                /** @description Whether the first row names the columns. Default: detected. */
                header?: boolean;
                /** @description Where the table is in its sheet, e.g. `B3:F90`, or its first cell. Default: detected. */
                range?: string;
                /** @description The sheet of a workbook. Default: the only one with a table. */
                sheet?: string;
            };
            /** @description If nothing is sent: the stored version whose bytes are read again. */
            reread?: string;
            self: string;
            /**
             * @description Of the bytes.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
            /**
             * @example stored
             * @enum {string}
             */
            status: "waiting" | "received" | "stored" | "failed";
            /** @description If stored: the version of the dataset. */
            version?: string;
        };
        UploadCompletion: {
            /**
             * @description The SHA-256 of each part, in order.
             * @example [
             *       "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
             *     ]
             */
            parts: string[];
        };
        UploadPart: {
            /** @description From 1, in the order of the file. */
            number: number;
            /**
             * @description Of the part.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
        };
        UploadParts: {
            parts: components["schemas"]["UploadPart"][];
        };
        UploadPartsRequest: {
            /** @description Parts that are about to be sent. */
            parts: {
                /** @description From 1, in the order of the file. */
                number: number;
                /**
                 * @description Of the part.
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                sha256: string;
            }[];
        };
        UploadRequest: {
            /**
             * @description Exact size. `GET /capabilities` says how large a file may be (`largestUpload`).
             * @example 52428800
             */
            bytes: number;
            /**
             * @example parquet
             * @enum {string}
             */
            format: "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";
            /** @description Hold the version back until `POST /datasets/{name}/promote` makes it current. */
            hold?: boolean;
            /**
             * @description Name of the dataset.
             * @example beijing-indicators
             */
            name: string;
            /** @description How to read the file, where the file itself does not show it. */
            reading?: {
                /**
                 * @description The field delimiter of a CSV file. Default: detected.
                 * @enum {string}
                 */
                delimiter?: "," | ";" | "\t" | "|" | "comma" | "semicolon" | "tab" | "vertical bar";
                /** @description Encoding of a text file: a label of the Encoding Standard, e.g. `windows-1252`. Default: UTF-8, or detected. */
                encoding?: string;
                /** @description Whether the first row names the columns. Default: detected. */
                header?: boolean;
                /** @description Where the table is in its sheet, e.g. `B3:F90`, or its first cell. Default: detected. */
                range?: string;
                /** @description The sheet of a workbook. Default: the only one with a table. */
                sheet?: string;
            };
            /**
             * @description Of the bytes.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256: string;
        };
        View: {
            by?: components["schemas"]["Caller"];
            /**
             * @description SHA-256 of the text.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            definition: string;
            /**
             * @description Name of a table in the SELECT → dataset.
             * @example {
             *       "sales": "sales"
             *     }
             */
            from: {
                [key: string]: string;
            };
            /** @description Dataset → version of what its readers get. */
            madeFrom?: {
                [key: string]: string;
            };
            /** @example sales-by-month */
            name: string;
            /** @description Why it failed. */
            problems?: components["schemas"]["ProblemEntry"][];
            /** @description Views that are made from it. */
            readBy: string[];
            recipe?: components["schemas"]["Recipe"];
            /** @example 12 */
            rows?: number;
            /** @example SELECT month, sum(amount) AS amount FROM sales GROUP BY month */
            select?: string;
            /**
             * Format: date-time
             * @description When it got this definition.
             */
            since: string;
            /**
             * @description The datasets that it is made from, sorted.
             * @example [
             *       "sales"
             *     ]
             */
            sources: string[];
            /**
             * @description `current`: made from what its sources are now. `behind`: readers get the last complete table until the next is made. `failed`: the same, but the next cannot be made.
             * @enum {string}
             */
            state: "current" | "behind" | "failed";
            /** @description Its definition as it was put. */
            text: string;
            /** @description What its readers get; absent before the first table is made. */
            version?: string;
            /** @description Views among its sources that are not current, for which it waits. */
            waitsFor: string[];
        };
        ViewList: {
            /** @description Path of the next page; absent on the last one. */
            next?: string;
            views: components["schemas"]["ViewSummary"][];
        };
        ViewSummary: {
            /** @example sales-by-month */
            name: string;
            /**
             * @description The datasets that it is made from, sorted.
             * @example [
             *       "sales"
             *     ]
             */
            sources: string[];
            /**
             * @description `current`: made from what its sources are now. `behind`: readers get the last complete table until the next is made. `failed`: the same, but the next cannot be made.
             * @enum {string}
             */
            state: "current" | "behind" | "failed";
            /** @description What its readers get; absent before the first table is made. */
            version?: string;
            /** @description Views among its sources that are not current, for which it waits. */
            waitsFor: string[];
        };
        ViewTrial: {
            columns: components["schemas"]["DatasetColumn"][];
            /** @description The first rows: at most 50, fewer if they are long (1 MB in all). */
            first: {
                columns: {
                    name: string;
                    type: string;
                }[];
                rows: (string | number | boolean | null)[][];
            };
            /** @example sales-by-month */
            name: string;
            /** @example 12 */
            rows: number;
            /**
             * @description That the view would have.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            version: string;
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Something that the reader of a finished report should know. It has the form of a problem. */
        Warning: {
            /**
             * @description The values allowed.
             * @example [
             *       "year",
             *       "currency"
             *     ]
             */
            allowed?: unknown;
            /**
             * @description Kebab-case identifier, stable across releases.
             * @example unknown-parameter
             */
            code: string;
            /**
             * @description 1-based.
             * @example 8
             */
            column?: number;
            /**
             * @description Alias or stored name.
             * @example indicators
             */
            dataset?: string;
            /**
             * @description File of the template.
             * @example queries/share.sql
             */
            file?: string;
            /** @description What to do about it. */
            hint?: string;
            /**
             * @description 1-based.
             * @example 3
             */
            line?: number;
            /** @example there is no parameter "yeer" */
            message: string;
            /**
             * @description Column, chart, query, block or header concerned.
             * @example share
             */
            name?: string;
            /**
             * @description JSON pointer into the request body.
             * @example /parameters/yeer
             */
            pointer?: string;
            /**
             * @description 1-based data row.
             * @example 12
             */
            row?: number;
            /**
             * @description The value seen.
             * @example 2020
             */
            seen?: unknown;
        };
        /** @description An address that receives events. */
        Webhook: {
            /** Format: date-time */
            changed: string;
            /** Format: date-time */
            created: string;
            description?: string;
            /**
             * @description Types of the events to send: a kind or `*`, a dot, an end or `*`. Empty: only what a `deliver` list names this webhook for.
             * @default [
             *       "*.ready",
             *       "*.failed",
             *       "*.deleted",
             *       "dataset.*",
             *       "*.recovered"
             *     ]
             * @example [
             *       "report.ready",
             *       "*.failed"
             *     ]
             */
            events: ("*.*" | "*.ready" | "*.failed" | "*.deleted" | "*.expired" | "*.refused" | "*.stale" | "*.held" | "*.recovered" | "report.*" | "report.ready" | "report.failed" | "report.deleted" | "report.expired" | "batch.*" | "batch.ready" | "batch.failed" | "batch.deleted" | "batch.expired" | "edition.*" | "edition.ready" | "edition.failed" | "edition.deleted" | "edition.expired" | "upload.*" | "upload.ready" | "upload.failed" | "upload.deleted" | "upload.expired" | "dataset.*" | "dataset.refused" | "dataset.stale" | "dataset.held" | "source.*" | "source.failed" | "source.recovered" | "view.*" | "view.failed" | "view.recovered")[];
            name: string;
            /**
             * @description Only at its creation: what signs every message. It is never shown again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            secret?: string;
            /** @example /webhooks/crm */
            self: string;
            /**
             * @description Where events are posted: https.
             * @example https://example.org/hooks/broadsheet
             */
            url: string;
        };
        WebhookList: {
            /**
             * @description Path of the next page; absent on the last one.
             * @example /webhooks?limit=100&after=crm
             */
            next?: string;
            webhooks: components["schemas"]["Webhook"][];
        };
        WebhookRequest: {
            description?: string;
            /**
             * @description Types of the events to send: a kind or `*`, a dot, an end or `*`. Empty: only what a `deliver` list names this webhook for.
             * @default [
             *       "*.ready",
             *       "*.failed",
             *       "*.deleted",
             *       "dataset.*",
             *       "*.recovered"
             *     ]
             * @example [
             *       "report.ready",
             *       "*.failed"
             *     ]
             */
            events?: ("*.*" | "*.ready" | "*.failed" | "*.deleted" | "*.expired" | "*.refused" | "*.stale" | "*.held" | "*.recovered" | "report.*" | "report.ready" | "report.failed" | "report.deleted" | "report.expired" | "batch.*" | "batch.ready" | "batch.failed" | "batch.deleted" | "batch.expired" | "edition.*" | "edition.ready" | "edition.failed" | "edition.deleted" | "edition.expired" | "upload.*" | "upload.ready" | "upload.failed" | "upload.deleted" | "upload.expired" | "dataset.*" | "dataset.refused" | "dataset.stale" | "dataset.held" | "source.*" | "source.failed" | "source.recovered" | "view.*" | "view.failed" | "view.recovered")[];
            /**
             * @description Where events are posted: https.
             * @example https://example.org/hooks/broadsheet
             */
            url: string;
        };
    };
    responses: {
        /** @description The request expects something other than `100-continue`. */
        ExpectationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The caller lacks the scope of the operation, or a page of another origin sent the request. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The address and the headers are too large together. */
        HeadersTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The service failed; `reference` finds the log entry. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The service does not answer for the host that `Host` names. */
        MisdirectedRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The client already has this answer (`If-None-Match`). */
        NotModified: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request did not arrive in time. */
        RequestTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The required token is missing or wrong. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The request is not readable HTTP, names no host or several, or has a query parameter that the operation does not know. */
        UnreadableRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAuthoringWords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The words of this release. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthoringWords"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listBatches: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Only batches that use this dataset, for their rows or in their reports. */
                dataset?: string;
                /** @description Batches per page. */
                limit?: number;
                /** @description Only batches in this state. */
                status?: "queued" | "planning" | "running" | "ready" | "failed";
                /** @description Only batches of this template. */
                template?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of batches; see `lookedBackTo`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    requestBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description It has ended already: it is ready, or it failed and would fail again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description It is accepted, or under way. */
            202: {
                headers: {
                    /** @description The batch. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description The body is not JSON, or a field, parameter, dataset alias or column is not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or dataset. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The batch exists already, and is delivered elsewhere. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template is faulty, or data are older than it takes for fresh (`stale-data`). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch; `Retry-After` while it is under way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listBatchItems: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Items per page. */
                limit?: number;
                /** @description Only items of this state. */
                state?: "ready" | "failed" | "stopped" | "pending" | "deleted";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchItemList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or `state` is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteBatchItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or no ready item of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getBatchItemFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: "report.html" | "report-fonts.html" | "report.xlsx" | "report.docx" | "report.pptx" | "figures.zip" | "card.png";
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    "application/zip": string;
                    "image/png": string;
                    "text/html": string;
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, no ready item of that name, or no such file of it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getBatchItemPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PDF, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/pdf": string;
                };
            };
            /** @description A link to the PDF, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the PDF. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or no ready item of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getBatchManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "text/csv": string;
                };
            };
            /** @description A link to the manifest, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getBatchOutput: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/octet-stream": string;
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or its output has no such file. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The batch is under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    retryBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is nothing to retry: every row is ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Its rows are made again, or it is under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such batch, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    previewBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description The first ten items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPreview"];
                };
            };
            /** @description The body is not JSON, or a field, parameter, dataset alias or column is not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or dataset. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template or the query is faulty. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The rows could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    changeTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateChangeRequest"];
            };
        };
        responses: {
            /** @description What changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateChanges"];
                };
            };
            /** @description A member is missing or not valid, or a menu does not fit the columns; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The template has nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The new name is taken, or a use cannot be told apart; the problem names file and line. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description A file cannot be read: mend it in the source first. Or it took too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The change could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Datasets per page. */
                limit?: number;
                /** @description Only datasets whose names contain this. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of datasets in their current versions, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current version's profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putDataset: {
        parameters: {
            query?: {
                /** @description The field delimiter of a CSV file. Default: detected. */
                delimiter?: "," | ";" | "\t" | "|" | "comma" | "semicolon" | "tab" | "vertical bar";
                /** @description Only say what the dataset would be and how it would hold its checks; nothing is stored. */
                "dry-run"?: "" | "true" | "false";
                /** @description Encoding of a text file: a label of the Encoding Standard, e.g. `windows-1252`. Default: UTF-8, or detected. */
                encoding?: string;
                /** @description Whether the first row names the columns. Default: detected. */
                header?: boolean;
                /** @description Hold the version back until `POST /datasets/{name}/promote` makes it current. */
                hold?: "" | "true" | "false";
                /** @description Where the table is in its sheet, e.g. `B3:F90`, or its first cell. Default: detected. */
                range?: string;
                /** @description The sheet of a workbook. Default: the only one with a table. */
                sheet?: string;
            };
            header?: {
                /** @description Optional: compressed text is recognized. */
                "Content-Encoding"?: "gzip" | "zstd";
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** @description At most 4 MiB. Text may be compressed with gzip or Zstandard. Name a charset other than UTF-8 in the media type or with `encoding`. JSON is an array of flat objects, NDJSON one object per line. */
        requestBody: {
            content: {
                "application/json": Record<string, unknown>[];
                "application/vnd.apache.parquet": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/x-ndjson": string;
                "text/csv": string;
                "text/tab-separated-values": string;
            };
        };
        responses: {
            /** @description The current version already has this content. With `dry-run`: what it would be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            /** @description A new version was stored and is now current, or with `hold` is held back (`held`). */
            201: {
                headers: {
                    /** @description The version. */
                    ETag?: string;
                    /** @description The dataset. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            /** @description The dataset's name or a reading option is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The same bytes are already stored in another format. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is larger than 4 MiB, or than 64 MiB unpacked. Larger files go by `POST /uploads`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type is not one of those listed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The content is faulty: a ragged row, no rows or not text, for example. Problems give line and column. Or it breaks a check of the dataset's contract (`broken-check`): then the current version stays. Or it is beyond a limit of rows, columns, cells, time or memory, which the problem names. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its data are gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description It is a view, which `DELETE /views/{name}` deletes, views are made from it, it has a source (`has-a-source`), which `DELETE /sources/{name}` deletes, or a refresh is under way still (`refresh-under-way`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getDatasetChecks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The results for the current version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetChecks"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    diffDataset: {
        parameters: {
            query?: {
                /** @description The older version. By default the one that was current before the newer. */
                from?: string;
                /** @description Columns that name a row in both versions, with commas between them: `city,year`. By default the first column whose values are all different, or two that are so together. */
                key?: string;
                /** @description The newer version. By default the current one. */
                to?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The differences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDiff"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name, a version or the key is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version, or no version before. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The versions take too long to read. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description They could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDatasetMoves: {
        parameters: {
            query?: {
                /** @description The number of the last move of the previous page; `next` has it. */
                after?: string;
                /** @description Moves per page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of moves. */
            200: {
                headers: {
                    /** @description `If-Match` of `promote`, with the first page. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetLog"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version; a local server lists the existing datasets in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    promoteDataset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /datasets/{name}/log`, so that nobody's newer version is replaced. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatasetPromotion"];
            };
        };
        responses: {
            /** @description The dataset in this version, which is current. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description It is a view, which its sources change. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another version has become current meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The version breaks the dataset's contract (`broken-check`), or takes too much time or memory to judge. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recipe. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetRecipe"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset, or it has no recipe. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putRecipe: {
        parameters: {
            query?: {
                /** @description Only show what the recipe would make; nothing is stored. */
                "dry-run"?: "" | "true" | "false";
            };
            header?: {
                /** @description Optional: the ETag of `GET /datasets/{name}/recipe`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** @description At most 64 KiB of YAML or JSON, which is YAML. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recipe"];
                "application/yaml": string;
            };
        };
        responses: {
            /** @description The dataset in its current version, which the recipe made. With `dry-run`: what it would be. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"] | components["schemas"]["RecipeTrial"];
                };
            };
            /** @description The file is larger than 4 MiB, or takes more than a request may: poll `Location` until the state is `stored` or `failed`. */
            202: {
                headers: {
                    /** @description The reading, as an upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The dataset's name is not valid, or the recipe: problems name each fault by JSON pointer, line and column. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The same bytes are already stored in another format. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has changed the recipe meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The recipe is larger than 64 KiB, or, with `dry-run`, the file larger than 64 MiB unpacked. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is neither YAML nor JSON, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The recipe does not fit the current file, or the file breaks its checks (`broken-check`): problems name the step by JSON pointer, the column, the value and its row, or the columns that are there. Or it takes too much time, memory or space. The current version stays. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteRecipe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /datasets/{name}/recipe`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dataset in its current version, without a recipe. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            /** @description The file is larger than 4 MiB, or takes more than a request may: poll `Location` until the state is `stored` or `failed`. */
            202: {
                headers: {
                    /** @description The reading, as an upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The same bytes are already stored in another format. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has changed the recipe meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The recipe does not fit the current file, or the file breaks its checks (`broken-check`): problems name the step by JSON pointer, the column, the value and its row, or the columns that are there. Or it takes too much time, memory or space. The current version stays. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRecipeMoves: {
        parameters: {
            query?: {
                /** @description The number of the last change of the previous page; `next` has it. */
                after?: string;
                /** @description Changes per page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes; none if it never had a recipe. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeLog"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    rollBackRecipe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /datasets/{name}/recipe`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipeRollback"];
            };
        };
        responses: {
            /** @description The dataset in its current version, which the recipe made. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            /** @description The file is larger than 4 MiB, or takes more than a request may: poll `Location` until the state is `stored` or `failed`. */
            202: {
                headers: {
                    /** @description The reading, as an upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset, or it never had this recipe. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The same bytes are already stored in another format. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has changed the recipe meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The recipe does not fit the current file, or the file breaks its checks (`broken-check`): problems name the step by JSON pointer, the column, the value and its row, or the columns that are there. Or it takes too much time, memory or space. The current version stays. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rereadDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being read. */
            202: {
                headers: {
                    /** @description The reading, as an upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listDatasetUses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetUses"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version; a local server lists the existing datasets in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteDatasetVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its data are gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The dataset's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The version is current. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Most entries of a page. */
                limit?: number;
                /** @description Only deliveries in this state. */
                state?: "due" | "delivered" | "parked" | "unknown" | "dropped";
            };
            header?: never;
            path: {
                channel: "mail" | "letters" | "copy";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; see `lookedBackTo`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such channel. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: "mail" | "letters" | "copy";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is due now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description It waits, is under way, or has arrived. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    draftTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRequest"];
            };
        };
        responses: {
            /** @description The files, and what they assume. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description A member is missing or not valid, or an answer is none of the choices; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description No honest report can be drafted of this table by rules; the problem says why, and what to do. Or it took too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The draft could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    editTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditRequest"];
            };
        };
        responses: {
            /** @description The block as it was, and the patches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edits"];
                };
            };
            /** @description A member is missing or not valid, or the block cannot have such a content; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The file was not sent, or no block begins there. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The edit is refused, and the problem says why: edit the source instead. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large, or a file has more than 1,000,000 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file cannot be read: mend it in the source first. Or it took too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The edit could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /** @description `next` of the previous page has it. */
                after?: string;
                /** @description Erasures per page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of erasures; none of a dataset that never was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name, `limit` or `after` is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    eraseRows: {
        parameters: {
            query?: {
                /** @description Only count; nothing is erased. */
                "dry-run"?: "" | "true" | "false";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            /** @description With `dry-run`: what would go. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureTrial"];
                };
            };
            /** @description It goes on: poll `Location` until the state is `stored` or `failed`. */
            202: {
                headers: {
                    /** @description The erasure, as an upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The dataset's name or the body is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description It is a view: erase the rows of what it is made from. Or it has a source (`has-a-source`): delete the source first. Or a refresh is under way still (`refresh-under-way`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description With `dry-run`: the condition is not valid, or takes too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRemains: {
        parameters: {
            query?: {
                /** @description `next` of the previous page has it. */
                after?: string;
                /** @description Most on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them, in the order reports, batches, editions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemainList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name, `limit` or `after` is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description Views over the dataset are being made anew (`views-are-settling`): they may come back as they were, and what was made from them is not from data that are gone. `Retry-After` says when to ask again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    followLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PDF or one of its renditions; of a batch its archive or manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    "application/zip": string;
                    "image/png": string;
                    "text/csv": string;
                    "text/html": string;
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The link is not ours or has expired, or its file was removed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list; without addresses if nobody does. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no dataset, source or view of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putNotices: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /notices/{name}`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeListRequest"];
            };
        };
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            /** @description The name or a member is not valid, each by JSON pointer; none of the events can happen; or this server sends no mail. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no dataset, source or view of this name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description Somebody has changed the list meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteNotices: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /notices/{name}`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nobody gets letters, or nobody did. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description Somebody has changed the list meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    makePreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description The pages, or why there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template, version or folder, or the preview in `since` is no longer kept (`preview-gone`): send all changes again with `base`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description A newer preview of the session has come (`superseded`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description No template can have these files: a path or the size is not allowed. Or the preview took too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The preview could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPreviewPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The preview is no longer kept, or has no such page or query. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    checkPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Faults and warnings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewFindings"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The preview is no longer kept, or has no such page or query. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPreviewQuery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                query: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its first thousand rows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResult"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The preview is no longer kept, or has no such page or query. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The rows are more than 5 MB. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPreviewPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The preview is no longer kept, or has no such page or query. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The report exceeds a limit, or the template's policy forbids one of its warnings. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    testPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each test, and what does not hold. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewTests"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The preview is no longer kept, or has no such page or query. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The tests take too long. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listPublications: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Only publications that name this dataset: under an alias, in a data trigger, or for the rows of a batch. */
                dataset?: string;
                /** @description Publications per page. */
                limit?: number;
                /** @description Only publications whose names contain this. */
                search?: string;
                /** @description Only publications in this state. */
                state?: "active" | "paused";
                /** @description Only publications of this template, in whatever version. */
                template?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of publications, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its configuration, and when the next edition comes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicationRequest"];
            };
        };
        responses: {
            /** @description It was changed, or is as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            /** @description It was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            /** @description A field is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or dataset. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description There are as many publications as may exist (`too-many-publications`), or too many names have been used (`too-many-publication-names`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template is faulty, or a dataset does not fit it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deletePublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listEditions: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Editions per page. */
                limit?: number;
                /** @description Only editions in this state. */
                status?: "making" | "ready" | "failed" | "skipped";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of editions, also of failed and skipped ones; see `lookedBackTo`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication or edition. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getEdition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The edition; `Retry-After` while it is being made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication or edition. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteEdition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone, and never made again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication or edition. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getEditionChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As data, and in words of the edition's language. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication or edition. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The edition is not ready. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listEditionOutputs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files, as long as the edition is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionOutputs"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication, edition or file; or the edition is a report. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The edition is not ready. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getEditionOutput: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                file: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/octet-stream": string;
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication, edition or file; or the edition is a report. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The edition is not ready. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getEditionPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PDF, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/pdf": string;
                };
            };
            /** @description The requested range. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A link to the PDF, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the PDF. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication or edition. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The edition is not ready: it is being made, failed or was skipped; or it is a batch. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The range lies outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    retryEdition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ready or failed, or was not made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description It became ready while the client waited (`Prefer: wait`). */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description Its report is waiting or rendering; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description The publication no longer fits its template. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication or edition. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template is faulty, or a dataset does not fit it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getPublicationFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The twenty newest ready editions, each with its PDF and what changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description The client already has this state. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    pausePublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The publication. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    resumePublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The publication. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    runPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunRequest"];
            };
        };
        responses: {
            /** @description It is ready or failed, or was not made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description It became ready while the client waited (`Prefer: wait`). */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description Its report is waiting or rendering; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            /** @description `date` is not valid, or the publication no longer fits its template. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such publication, template or dataset. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template is faulty, or a dataset does not fit it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    runQuery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryRequest"];
            };
        };
        responses: {
            /** @description The rows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResult"];
                    "text/csv": string;
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The query is faulty or exceeds a limit; problems give its line. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The query could not be run now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    summarizeColumns: {
        parameters: {
            query?: {
                /** @description A stored version. By default the current one. */
                version?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The columns, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColumnSummaries"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The dataset's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dataset or version; a local server lists the existing datasets in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The columns take too long to read. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description They could not be read now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReports: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Only reports that use this dataset. */
                dataset?: string;
                /** @description Reports per page. */
                limit?: number;
                /** @description Only reports whose title contains this, whatever the case; reports that are not ready have no title. */
                search?: string;
                /** @description Only reports in this state. */
                status?: "queued" | "rendering" | "ready" | "failed";
                /** @description Only reports from this template. */
                template?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of reports; see `lookedBackTo`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    requestReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description `no-cache`: render a ready or failed report again, with the current engine. */
                "cache-control"?: string;
                /** @description `wait=N`: answer when the report is ready, after N seconds at the latest (RFC 7240; at most 25). */
                prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportRequest"];
            };
        };
        responses: {
            /** @description It is already ready, or it failed and would fail again: `failure` says why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description It became ready while the client waited. */
            201: {
                headers: {
                    /** @description The report. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description It is accepted and will be rendered. */
            202: {
                headers: {
                    /** @description The report. */
                    Location?: string;
                    /** @description Seconds to wait before asking again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description For `Accept: application/pdf`: a link to the PDF, valid for fifteen minutes. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON, or a field, parameter, dataset alias or date is not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template, a dataset, a query or a chart is faulty, or data are older than the template takes for fresh (`stale-data`). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description More requests arrive than the service can accept (`too-busy`), or, with `Accept: application/pdf`, the report is not ready in time; `Retry-After` says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its state, or the report itself; `Retry-After` while it is pending. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description The report itself is asked for in another form than PDF, and is being made in it. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The requested range of the PDF. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description For the report itself: a link to it, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has this answer. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, it was deleted, or it failed and only the report itself is acceptable. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report itself is asked for, and would say something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone, so it can be made in no other form. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The range lies outside the PDF. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The report could not be made in this form. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description Only the report itself is acceptable, and is not ready: `Retry-After` says when to ask again; or it could not be read or made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    cancelReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description It is being rendered, or has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getReportCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "image/png": string;
                };
            };
            /** @description It is being made; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file could not be made. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The file could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    watchReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    explainReport: {
        parameters: {
            query?: {
                /** @description A number as it is printed, alone or with what belongs to it. */
                number?: string;
                /** @description A page, from 1. */
                page?: number;
                /** @description Also find the rows of the datasets behind its cells, and list so many of each dataset. */
                rows?: number;
                /** @description A place on the page: points from its left edge. The nearest number is meant. */
                x?: number;
                /** @description Points from the page's top edge. */
                y?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the numbers come from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportExplanation"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The question names neither a number nor a place, or a part of it is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, it failed, or it prints no such number. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone, and nobody has asked about its numbers before. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The report could not be made again within the limits. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It cannot be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReportFigures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each with the addresses of its files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportFigures"];
                };
            };
            /** @description The figures are being drawn; `Retry-After` says when. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The figures could not be drawn, or the figure is too large for an answer. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The figures could not be drawn now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportFigures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/zip": string;
                };
            };
            /** @description It is being made; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file could not be made. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The file could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportFigure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                figure: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                    "image/svg+xml": string;
                };
            };
            /** @description The figures are being drawn; `Retry-After` says when. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report or figure, or the report failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The figures could not be drawn, or the figure is too large for an answer. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The figures could not be drawn now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportPage: {
        parameters: {
            query?: {
                /** @description Pixels per inch. */
                dpi?: number;
            };
            header?: never;
            path: {
                id: string;
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page, on white. The same report gives the same pixels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `dpi` is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report or page, or the report failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet; `Retry-After` says when to ask again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The picture would be too large. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The page could not be drawn now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportDocx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            /** @description It is being made; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file could not be made. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The file could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportHtml: {
        parameters: {
            query?: {
                /** @description Whose fonts a page has: those of the reader's system, or the report's own, of which it brings the used glyphs along. */
                fonts?: "system" | "embed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "text/html": string;
                };
            };
            /** @description It is being made; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file could not be made. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The file could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PDF, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/pdf": string;
                };
            };
            /** @description The requested range. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A link to the PDF, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the PDF. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed and has no PDF. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet; `Retry-After` says when to ask again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The range lies outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getReportPptx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                };
            };
            /** @description It is being made; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file could not be made. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The file could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReportXlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or a link to it if the client accepts only JSON and the response would be 302. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description It is being made; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingRendition"];
                };
            };
            /** @description A link to the file, valid for fifteen minutes. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already has the file. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it failed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The report is not ready yet, or this version of Broadsheet would print something else: retry the report. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description What the report was made from is gone. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The file could not be made. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The file could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retryReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It failed again while the client waited. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description It became ready while the client waited (`Prefer: wait`). */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description It is waiting or rendering; `Retry-After` says when to ask again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such report, or it was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    redriveReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedriveRequest"];
            };
        };
        responses: {
            /** @description Which reports are rendered again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redriven"];
                };
            };
            /** @description `since` or `after` is missing or not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    nextTimes: {
        parameters: {
            query?: {
                /** @description Five fields, as cron has them: minute, hour, day of the month, month, day of the week. */
                schedule?: string;
                /** @description A name of the IANA database. By default UTC. */
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fewer than five if the schedule ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleTimes"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The schedule or the time zone is missing or not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listSources: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Sources per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sources. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The source. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The source's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putSource: {
        parameters: {
            query?: {
                /** @description Only fetch and show the first rows; nothing is stored. */
                "dry-run"?: "" | "true" | "false";
            };
            header?: {
                /** @description Optional: the ETag of `GET /sources/{name}`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** @description At most 64 KiB of YAML or JSON, which is YAML: `engine`, `connection`, `query`, `path`, or `prefix`, `suffix` and `partitions`, `order`, `iceberg`, `format`, `limits`, `refresh`. */
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            /** @description The source. With `dry-run`: what its dataset would be. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"] | components["schemas"]["SourceTrial"];
                };
            };
            /** @description The name or the definition is not valid, or there is no such connection: problems name each fault by JSON pointer, line and column. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description A view has this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has changed the source meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The definition is larger than 64 KiB; with `dry-run`, what came is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is neither YAML nor JSON, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description There are too many sources; with `dry-run`, the source refuses the query, or what it gave is no dataset. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description With `dry-run`, the source cannot be reached now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteSource: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /sources/{name}`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The source's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description Somebody has changed the source meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    refreshSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The source: `refreshing` until it has ended. */
            202: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description The source's name is not valid, or its connection is not there any more. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listSuppressed: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Most entries of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In no particular order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressedList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    releaseAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It gets letters again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description It is not suppressed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Templates per page. */
                limit?: number;
                /** @description Only templates whose names contain this. */
                search?: string;
                /** @description `unpublished`: instead, those that have drafts or earlier versions, and none that is current. By default the published ones. */
                state?: "published" | "unpublished";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of templates, by name. One that is not published has its latest version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template's current version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The template is new: refused if its name has a version, published or not. */
                "if-none-match"?: "*";
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** @description The template's folder as a ZIP file of at most 4 MiB; larger ones by `POST /templates/{name}/uploads`. */
        requestBody: {
            content: {
                "application/zip": string;
            };
        };
        responses: {
            /** @description This version is stored already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTemplate"];
                };
            };
            /** @description The draft is stored. */
            201: {
                headers: {
                    /** @description The template's versions. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTemplate"];
                };
            };
            /** @description The template's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description With `If-None-Match: *`: there is a template of that name already (`template-exists`); `allowed` has a free one. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is larger than 4 MiB: `POST /templates/{name}/uploads` takes larger ones. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/zip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The archive or the template is faulty; problems give file and line. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The check could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    unpublishTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Required: the ETag of `GET /templates/{name}/versions`. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is unpublished. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The template's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such published template. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description Somebody has published or unpublished a version meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    findTemplateChoices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoicesRequest"];
            };
        };
        responses: {
            /** @description The values, and the versions of the datasets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChoicesAnswer"];
                };
            };
            /** @description The name, an alias or a reference is not valid, or an alias has no dataset. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or dataset; a local server lists the existing ones in `allowed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description A dataset lacks a column that the template needs, or holds another type in it; or a query is faulty. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    copyTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyRequest"];
            };
        };
        responses: {
            /** @description The copy is stored. */
            201: {
                headers: {
                    /** @description Its versions. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTemplate"];
                };
            };
            /** @description A name or a member is not valid; members are named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description There is a template of that name already (`template-exists`); `allowed` has a free one. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The version was stored by a release with other rules, and does not load. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    watchTemplateFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid, or no template may have such a file. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server publishes no such folder. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listTemplateFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files by path. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateFileList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid, or no template may have such a file. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server publishes no such folder, or it has no such file (`allowed` lists them). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTemplateFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its bytes. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid, or no template may have such a file. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server publishes no such folder, or it has no such file (`allowed` lists them). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description A link or folder is in the way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putTemplateFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the content that is replaced or removed. */
                "if-match"?: string;
                /** @description The file is new. */
                "if-none-match"?: "*";
            };
            path: {
                name: string;
                path: string;
            };
            cookie?: never;
        };
        /** @description Its bytes, at most 16 MiB. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description It is replaced. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateFile"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateFile"];
                };
            };
            /** @description The template's name is not valid, or no template may have such a file. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server publishes no such folder, or it has no such file (`allowed` lists them). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The template comes with Broadsheet (`bundled-template`), or a link or folder is in the way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The file has changed since the client saw it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is larger than 16 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The template would be larger than a template may be. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request says neither `If-Match` nor `If-None-Match: *`. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteTemplateFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the content that is replaced or removed. */
                "if-match"?: string;
            };
            path: {
                name: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The template's name is not valid, or no template may have such a file. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server publishes no such folder, or it has no such file (`allowed` lists them). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The template comes with Broadsheet (`bundled-template`), or a link or folder is in the way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The file has changed since the client saw it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The request says neither `If-Match` nor `If-None-Match: *`. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listTemplateMoves: {
        parameters: {
            query?: {
                /** @description The number of the last move of the previous page; `next` has it. */
                after?: string;
                /** @description Moves per page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of moves. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateLog"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTemplatePicture: {
        parameters: {
            query?: {
                /** @description One of the template's languages. If it is left out, the page is in the language of a report whose request names none. */
                language?: string;
                /** @description `small`: half as wide and high, with few colours. */
                size?: "large" | "small";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page at 96 pixels per inch, on white; 48 if `small`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid, or it does not support the language. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version, or it cannot be shown without parameters or data that a request must give (`no-picture`). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The picture could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    promoteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Required: the ETag of `GET /templates/{name}/versions`. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromoteRequest"];
            };
        };
        responses: {
            /** @description It is current. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTemplate"];
                };
            };
            /** @description Its tests run first. Ask `Location` until the promotion is ready or failed. */
            202: {
                headers: {
                    /** @description The promotion. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The tests of another promotion of the template are being run. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has published or unpublished a version meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The promotion. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such promotion. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    rollBackTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Required: the ETag of `GET /templates/{name}/versions`. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollbackRequest"];
            };
        };
        responses: {
            /** @description It is current. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTemplate"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The version was never published. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has published or unpublished a version meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    announceTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateUploadRequest"];
            };
        };
        responses: {
            /** @description Upload it within fifteen minutes. */
            201: {
                headers: {
                    /** @description The upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedTemplateUpload"];
                };
            };
            /** @description The template's name, or a member, is not valid; members are named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTemplateUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateUpload"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such upload; uploads expire after a week. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listTemplateVersions: {
        parameters: {
            query?: {
                /** @description The last version of the previous page; `next` has it. */
                after?: string;
                /** @description Versions per page. */
                limit?: number;
                /** @description Only versions in this state. */
                state?: "current" | "published" | "draft";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions. */
            200: {
                headers: {
                    /** @description Where the name is: `If-Match` of `promote`, `rollback` and `DELETE`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateVersionList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTemplateVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description That version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTemplateVersionPicture: {
        parameters: {
            query?: {
                /** @description One of the template's languages. If it is left out, the page is in the language of a report whose request names none. */
                language?: string;
                /** @description `small`: half as wide and high, with few colours. */
                size?: "large" | "small";
            };
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page at 96 pixels per inch, on white; 48 if `small`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name is not valid, or it does not support the language. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version, or it cannot be shown without parameters or data that a request must give (`no-picture`). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The picture could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getTemplateArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same version always has the same bytes. Where the response would be 302 and the client accepts only JSON, a link to them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/zip": string;
                };
            };
            /** @description A link to a file above 4 MiB, valid for fifteen minutes, where the store issues links. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: components["responses"]["NotModified"];
            /** @description The template's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such template or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listThemes: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Themes per page. */
                limit?: number;
                /** @description Only themes whose names contain this. */
                search?: string;
                /** @description `unpublished`: instead, those that have drafts or earlier versions, and none that is current. By default the published ones. */
                state?: "published" | "unpublished";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of themes, by name. One that is not published has its latest version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getTheme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The theme's current version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such published theme. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putTheme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** @description The theme's folder as a ZIP file of at most 4 MiB, with theme.yaml or brand.yml at its top; larger ones by `POST /themes/{name}/uploads`. */
        requestBody: {
            content: {
                "application/zip": string;
            };
        };
        responses: {
            /** @description This version is stored already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTheme"];
                };
            };
            /** @description The draft is stored. */
            201: {
                headers: {
                    /** @description The theme's versions. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTheme"];
                };
            };
            /** @description The theme's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The body is larger than 4 MiB: `POST /themes/{name}/uploads` takes larger ones. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/zip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The archive or the theme is faulty; problems give file and line. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    unpublishTheme: {
        parameters: {
            query?: never;
            header?: {
                /** @description Required: the ETag of `GET /themes/{name}/versions`. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is unpublished. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The theme's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such published theme. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description Published templates take it (`theme-in-use`); `seen` names them. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has published or unpublished a version meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    applyTheme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyThemeRequest"];
            };
        };
        responses: {
            /** @description This version of the template is stored already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTemplate"];
                };
            };
            /** @description The draft is stored. */
            201: {
                headers: {
                    /** @description The template's versions. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredTemplate"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme or template. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The template does not take the theme (`theme-not-used`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description With the new theme the template is faulty; problems give file and line. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The check could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listThemeMoves: {
        parameters: {
            query?: {
                /** @description The number of the last move of the previous page; `next` has it. */
                after?: string;
                /** @description Moves per page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of moves. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateLog"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getThemePicture: {
        parameters: {
            query?: {
                /** @description Of the sheet's words. */
                language?: "en" | "zh";
                /** @description `small`: half as wide and high. */
                size?: "large" | "small";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page at 96 pixels per inch, on white; 48 if `small`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name, the language or the size is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme or version, or the sheet cannot be set with it (`no-picture`). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The picture could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    promoteTheme: {
        parameters: {
            query?: never;
            header?: {
                /** @description Required: the ETag of `GET /themes/{name}/versions`. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromoteRequest"];
            };
        };
        responses: {
            /** @description It is current. */
            200: {
                headers: {
                    /** @description For the next change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTemplate"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description Somebody has published or unpublished a version meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    announceTheme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThemeUploadRequest"];
            };
        };
        responses: {
            /** @description Upload it within fifteen minutes. */
            201: {
                headers: {
                    /** @description The upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedThemeUpload"];
                };
            };
            /** @description The theme's name, or a member, is not valid; members are named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getThemeUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeUpload"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such upload; uploads expire after a week. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    findThemeUses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The templates, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeUses"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listThemeVersions: {
        parameters: {
            query?: {
                /** @description The last version of the previous page; `next` has it. */
                after?: string;
                /** @description Versions per page. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions. */
            200: {
                headers: {
                    /** @description Where the name is: `If-Match` of `promote` and `DELETE`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateVersionList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getThemeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description That version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getThemeVersionPicture: {
        parameters: {
            query?: {
                /** @description Of the sheet's words. */
                language?: "en" | "zh";
                /** @description `small`: half as wide and high. */
                size?: "large" | "small";
            };
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page at 96 pixels per inch, on white; 48 if `small`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name, the language or the size is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme or version, or the sheet cannot be set with it (`no-picture`). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description The picture could not be made now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getThemeArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same version always has the same bytes. Where the response would be 302 and the client accepts only JSON, a link to them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedLink"];
                    "application/zip": string;
                };
            };
            /** @description A link to a file above 4 MiB, valid for fifteen minutes, where the store issues links. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: components["responses"]["NotModified"];
            /** @description The theme's name or a parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such theme or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    showUnsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page with one button. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The link is not ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address gets no more of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The link is not ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listUnsubscribed: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Most entries of a page. */
                limit?: number;
                /** @description Only this list: the name of a publication or template, or `dataset.` and the name of a dataset. */
                list?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By list: the name of a publication or template, or `dataset.` and that of a dataset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    subscribeAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
                list: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It gets letters again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description It has not unsubscribed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    announceUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description Upload it within fifteen minutes. */
            201: {
                headers: {
                    /** @description The upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedUpload"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The file is larger than uploads may be (`too-many-bytes`), or the body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such upload; uploads expire after a week. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadCompletion"];
            };
        };
        responses: {
            /** @description All parts are there. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description More or fewer parts are named than the upload has (`invalid-part`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such upload in parts; uploads expire after a week. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description Parts have not arrived (`parts-missing`), `seen` lists their numbers. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listUploadParts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By number; two of one number if different bytes were sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadParts"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such upload in parts; uploads expire after a week. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    signUploadParts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadPartsRequest"];
            };
        };
        responses: {
            /** @description Upload them within fifteen minutes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUploadParts"];
                };
            };
            /** @description A part is not valid, or the upload has no part of this number (`invalid-part`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such upload in parts; uploads expire after a week. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description The upload takes no more parts (`upload-has-ended`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    beginUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description It had begun: `GET /uploads/{id}/parts` lists what has arrived. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description It has begun. It fails if no part comes for a day. */
            201: {
                headers: {
                    /** @description The upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description The file is larger than uploads may be (`too-many-bytes`), or the body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listViews: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Views per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of views. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description The view's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such view. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putView: {
        parameters: {
            query?: {
                /** @description Only show what the view would be; nothing is stored. */
                "dry-run"?: "" | "true" | "false";
            };
            header?: {
                /** @description Optional: the ETag of `GET /views/{name}`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** @description At most 64 KiB of YAML or JSON, which is YAML: `from` (a name, names, or table → name), and `select`, or `steps` and `missing` of a recipe. */
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            /** @description The view; it is `behind` until its table is made. With `dry-run`: what it would be. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"] | components["schemas"]["ViewTrial"];
                };
            };
            /** @description The name or the definition is not valid, or the view would be made from itself (`view-cycle`): problems name each fault by JSON pointer, line and column. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description A source does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description A dataset that is no view, a version of one that is held back, or a source (`is-a-source`) has this name; or, with `dry-run`, a source has no table yet. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has changed the view meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The definition is larger than 64 KiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is neither YAML nor JSON, in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            /** @description The SELECT or a step fails: problems name the place. What was there stays. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description It could not be tried now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Optional: the ETag of `GET /views/{name}`, so that nobody's change is overwritten. */
                "if-match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The view's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such view. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            /** @description A template, a publication or another view reads it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Somebody has changed the view meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    refreshView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view: `behind` until its table is made. */
            200: {
                headers: {
                    /** @description `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description The view's name is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such view. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Only webhooks that receive events of this type by their own `events`. */
                event?: "report.ready" | "report.failed" | "report.deleted" | "report.expired" | "batch.ready" | "batch.failed" | "batch.deleted" | "batch.expired" | "edition.ready" | "edition.failed" | "edition.deleted" | "edition.expired" | "upload.ready" | "upload.failed" | "upload.deleted" | "upload.expired" | "dataset.refused" | "dataset.stale" | "dataset.held" | "source.failed" | "source.recovered" | "view.failed" | "view.recovered";
                /** @description Webhooks per page. */
                limit?: number;
                /** @description Only webhooks whose name, address or description contains this, whatever the case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of webhooks, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description `limit`, `after` or a filter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    putWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description It was changed; its secret is as before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description It was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A member is missing or not valid; each is named by JSON pointer. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description Somebody else changes it at the same time, or there are as many webhooks as may exist (`too-many-webhooks`). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not declared as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description `next` of the previous page. */
                after?: string;
                /** @description Most deliveries of a page. */
                limit?: number;
                /** @description Only deliveries in this state. */
                state?: "due" | "delivered" | "parked" | "unknown" | "dropped";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; see `lookedBackTo`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    replayWebhook: {
        parameters: {
            query?: {
                /** @description Required: events that happened at this time or later. */
                since?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are due now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description `since` is missing or no time. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret, once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the receiver answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestedWebhook"];
                };
            };
            400: components["responses"]["UnreadableRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            421: components["responses"]["MisdirectedRequest"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
}
