/** Id by which layout requests the picture of a report's cover; no block can have it. */
export const coverPicture = " cover";
