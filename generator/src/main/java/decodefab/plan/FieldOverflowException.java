package decodefab.plan;

/** A number that an instruction must carry does not fit its field: the model is too large. */
final class FieldOverflowException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  FieldOverflowException(InstructionField field, long value) {
    super(
        "the instruction field "
            + field
            + " has "
            + field.width()
            + " bits and cannot hold "
            + value);
  }
}
