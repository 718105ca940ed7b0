/** A render worker that cannot start. */
throw new Error("a module is missing");
