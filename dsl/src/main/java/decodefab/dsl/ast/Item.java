package decodefab.dsl.ast;

/** What may stand at the top of a file. */
public sealed interface Item extends Node
    permits Include, FormatDefinition, MemoryDefinition, DeviceDefinition, DesignDefinition {}
