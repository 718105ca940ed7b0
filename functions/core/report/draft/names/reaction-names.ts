const reaction = /\b(likes?|helpful|(up)?votes?|thumbs|replies|comments?)\b|hilfreich|gefällt|点赞|有用|回复数|评论数/i;

/** Whether a column counts what others thought of a review, which is asked after the marks that it gives. */
export function isReactionName(name: string): boolean {
  return reaction.test(name.replaceAll("_", " "));
}
