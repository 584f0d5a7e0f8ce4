package rocketscope.conformance.agent;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Replaces clock, random, shuffle and sort calls in one client class, and adds the calls to {@link Probe}. */
final class Rewriter extends ClassVisitor {
    private static final String HERE = "rocketscope/conformance/agent/";

    private final boolean isIndex;
    private final boolean isStrategy;
    private final boolean isRemoting;

    Rewriter(String className, ClassVisitor next) {
        super(Opcodes.ASM9, next);
        isIndex = className.endsWith("/ThreadLocalIndex");
        isStrategy = className.endsWith("/MQFaultStrategy");
        isRemoting = className.endsWith("/NettyRemotingAbstract");
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean probesSelect = isStrategy && name.equals("selectOneMessageQueue");
        boolean probesUpdate = isStrategy && name.equals("updateFaultItem");
        boolean probesSweep = name.equals("scanResponseTable") && descriptor.equals("()V");
        boolean probesDetect = name.equals("detectByOneRound") && (access & Opcodes.ACC_ABSTRACT) == 0;
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitCode() {
                super.visitCode();
                if (probesSweep || probesDetect) {
                    visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "Probe", probesSweep ? "sweeping" : "detecting",
                        "(Ljava/lang/Object;)V", false);
                }
                if (probesUpdate) {
                    visitVarInsn(Opcodes.ALOAD, 1);
                    visitVarInsn(Opcodes.LLOAD, 2);
                    visitVarInsn(Opcodes.ILOAD, 4);
                    if (Type.getArgumentTypes(descriptor).length == 4) {
                        visitVarInsn(Opcodes.ILOAD, 5);
                    } else {
                        visitInsn(Opcodes.ICONST_1);
                    }
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "Probe", "updated", "(Ljava/lang/String;JZZ)V", false);
                }
            }

            @Override
            public void visitInsn(int opcode) {
                if (probesSelect && opcode == Opcodes.ARETURN) {
                    super.visitInsn(Opcodes.DUP);
                    super.visitVarInsn(Opcodes.ALOAD, 1);
                    super.visitInsn(Opcodes.SWAP);
                    super.visitVarInsn(Opcodes.ALOAD, 2);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "Probe", "selected",
                        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V", false);
                }
                super.visitInsn(opcode);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                if (isRemoting) {
                    super.visitMethodInsn(opcode, owner, method, type, isInterface);
                    return;
                }
                String call = owner + "." + method + type;
                if (call.equals("java/lang/System.currentTimeMillis()J")) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "VirtualClock", method, type, false);
                } else if (call.equals("java/util/Collections.shuffle(Ljava/util/List;)V")
                    || call.equals("java/util/Collections.sort(Ljava/util/List;)V")) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "Chance", method, type, false);
                } else if (isIndex && call.equals("java/util/Random.nextInt()I")) {
                    visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "Chance", method,
                        "(Ljava/util/Random;Ljava/lang/Object;)I", false);
                } else if (isIndex && call.equals("java/util/Random.nextInt(I)I")) {
                    visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HERE + "Chance", method,
                        "(Ljava/util/Random;ILjava/lang/Object;)I", false);
                } else if (owner.equals("java/util/Random") && !method.equals("<init>")) {
                    throw new IllegalStateException("an unknown draw: " + call);
                } else {
                    super.visitMethodInsn(opcode, owner, method, type, isInterface);
                }
            }
        };
    }
}
