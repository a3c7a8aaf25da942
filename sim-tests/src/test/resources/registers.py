"""Prints each register of a SystemRDL file: name, byte address, bits, and its fields."""
import sys

from systemrdl import RDLCompiler

compiler = RDLCompiler()
compiler.compile_file(sys.argv[1])
for register in compiler.elaborate().top.registers():
    fields = ["%s:%d:%d:%s" % (f.inst_name, f.lsb, f.width, f.get_property("sw").name) for f in register.fields()]
    print(register.inst_name, register.absolute_address, register.get_property("regwidth"), *fields)
