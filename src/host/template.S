/* The template image, as pyxis-boot wrote it, in the library's read-only data. */
  .section .rodata
  .balign 4096
  .globl pyxis_template_start
  .hidden pyxis_template_start
pyxis_template_start:
  .incbin TEMPLATE
  .globl pyxis_template_end
  .hidden pyxis_template_end
pyxis_template_end:
  .byte 0
  .section .note.GNU-stack, "", %progbits
